"""Spaces as a language sets them: where they are, they do not break; nothing else is touched."""

import re

import pytest
from django.conf import settings
from wagtail.models import Locale

from core.words.typography import chinese, french, right_to_left, set_html
from tests import factories
from tests.factories import block

N, W = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
NOT_TYPED = re.compile(r"\{#.*?#\}|\{% blocktranslate.*?\{% endblocktranslate %\}", re.DOTALL)
MARK_BETWEEN_VALUES = re.compile(r"(?:\}\}|%\})(?:</\w+>)*[,:;](?=[\s<])|>[,:;] ")
FRENCH_ADDRESS = "components/directory_entry.html"  # in French on every page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Qui paie ? Le client !", f"Qui paie{N}? Le client{N}!"),
        ("La loi ; la peine", f"La loi{N}; la peine"),
        ("Les peines : une amende", f"Les peines{W}: une amende"),
        ("« C’est bon », dit-il", f"«{W}C’est bon{W}», dit-il"),
        ("1 500 euros, 75 000 € et 20 %", f"1{N}500{W}euros, 75{N}000{W}€ et 20{W}%"),
        ("De 9 h à 23 h, 2 hommes", f"De 9{W}h à 23{W}h, 2 hommes"),
        ("0 800 123 456", f"0{N}800{N}123{N}456"),
        ("Appelez le 01 23 45 67 89.", "Appelez le 01 23 45 67 89."),
        ("loi n° 2016-444 du 13 avril 2016", "loi n° 2016-444 du 13 avril 2016"),
        ("Pourquoi? Non: rien", "Pourquoi? Non: rien"),
        ("à 10:30, https://example.org/?a=1;b", "à 10:30, https://example.org/?a=1;b"),
        ("l’adresse /fr/ ?q=mot", "l’adresse /fr/ ?q=mot"),
        ("", ""),
    ],
)
def test_space_beside_a_mark_does_not_break(typed, shown):
    assert french(typed) == shown
    assert french(shown) == shown
    assert set_html(f"<p>{typed}</p>", french) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<p title="Qui ?">Toi</p>',
        '<script type="application/json">{"a" : "b ?"}</script>',
        "<style>a :focus { color: red }</style>",
        "<textarea>Qui ?</textarea>",
        "<pre>a ? b : c</pre>",
    ],
)
def test_nothing_but_text_is_touched(html):
    assert set_html(f"<div>{html}</div>", french) == f"<div>{html}</div>"


def test_no_space_follows_a_full_width_mark():
    assert set_html("<p>电话：\n  <b>17， 112</b>， SOS 1， 2</p>", chinese) == "<p>电话：<b>17，112</b>，SOS 1，2</p>"
    assert set_html("<p>来源：\n\n<a>Code</a></p>", chinese) == "<p>来源：<a>Code</a></p>"
    assert set_html("<p>SOS, 17: <b>a</b></p>", chinese) == "<p>SOS, 17: <b>a</b></p>"
    assert chinese("不买，\n不付") == "不买，\n不付"


def test_mark_behind_a_tag_is_text_too():
    assert set_html("<p><a href='/'>Qui</a> ?</p>", french) == f"<p><a href='/'>Qui</a>{N}?</p>"


def test_page_in_french_has_them_and_a_page_in_another_language_has_not(client, home):
    page = factories.standard_page(home, slug="page", body=[block("text", text="<p>Qui paie ?</p>")])
    english = page.copy_for_translation(Locale.objects.create(language_code="en"), copy_parents=True)
    for copy in (english.get_parent(), english):
        factories.go_live(copy.specific)

    assert f"<p>Qui paie{N}?</p>" in client.get(page.url).content.decode()
    assert "<p>Qui paie ?</p>" in client.get(english.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("اتصل بالرقم 116 006", f"اتصل بالرقم 116{W}006"),
        ("06 12 34 56 78، أو 39 19.", f"06{W}12{W}34{W}56{W}78، أو 39{W}19."),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78".replace(" ", W)),
        ("17 أو 112", "17 أو 112"),
        ("13 أبريل 2016", "13 أبريل 2016"),
    ],
)
def test_groups_of_a_number_stay_in_their_order_from_right_to_left(typed, shown):
    assert right_to_left(typed) == shown


def test_page_in_chinese_has_no_space_behind_its_marks(client, home):
    text = block("text", text="<p>电话： 17</p>")
    page = factories.standard_page(factories.home_in("zh-hans"), body=[text])

    assert "<p>电话：17</p>" in client.get(page.url).content.decode()


def test_page_in_arabic_keeps_its_numbers_together(client, home, arabic_home, translate):
    page = factories.standard_page(home, slug="page", body=[block("text", text="<p>116 006</p>")])
    arabic = translate(page, arabic_home.locale)

    assert f"<p>116{W}006</p>" in client.get(arabic.url).content.decode()


def test_length_is_that_of_what_is_sent(client, home):
    answer = client.get(home.url)

    assert int(answer["Content-Length"]) == len(answer.content)


def test_mark_between_two_values_is_that_of_the_language():
    """、，： in Chinese, ، in Arabic, a space before : in French: templates say which mark, not how it is written."""
    rooms = [settings.BASE_DIR / name for name in ("site", "campaigns", "home")]
    public = [path for room in rooms for path in room.rglob("templates/components/*.html")]
    public += [path for room in rooms for path in room.rglob("templates/catalogue/*.html")]
    public += (settings.BASE_DIR / "site/facts/templates/facts").glob("*.html")
    typed = {
        path.relative_to(settings.BASE_DIR).as_posix(): marks
        for path in public
        if not path.as_posix().endswith(FRENCH_ADDRESS)
        and (marks := MARK_BETWEEN_VALUES.findall(NOT_TYPED.sub("", path.read_text())))
    }

    assert len(public) > 50
    assert typed == {}
