"""A page with its French beside it: the same line on both sides."""

import re

import polib
import pytest
from wagtail.models import Locale

from campaigns.outreach.models import RightsPage
from core.text.structure import problems
from editorial.translation import drafting
from serving.page_cache.asking import declared
from tests import factories, markup
from tests.factories import inline
from tests.outreach.rights import block, rights_page, steps, text


def translated(page, locale: Locale, words: dict[str, str]) -> RightsPage:
    """The page in another language, with these words in place of the French ones."""
    translation = drafting.start(page, locale)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = next((said for french, said in words.items() if french in entry.msgid), "") or entry.msgid
        if "<a" in entry.msgid and entry.msgstr != entry.msgid:
            entry.msgstr = entry.msgstr.replace("@", re.search(r"<a.*</a>", entry.msgid)[0])
    translation.import_po(polib.pofile(str(po)))
    drafting.save_draft(translation, None)
    made = translation.get_target_instance()
    factories.approve(made.latest_revision)
    made.latest_revision.publish()
    return RightsPage.objects.get(pk=made.pk)


def rows(html: str) -> list[tuple[str, str]]:
    """(own, French) of each line, without markup."""
    pair = r'<div class="beside"><div>(.*?)</div><div class="french" lang="fr" dir="ltr">(.*?)</div></div>'
    found = re.findall(pair, markup.read(html), re.DOTALL)
    return [tuple(" ".join(re.sub("<[^>]+>", " ", side).split()) for side in pair) for pair in found]


BODY = [
    steps("Appelez", "Partez"),
    text("<h2>Après</h2><p>Parlez.</p>"),
    block("notice", kind="danger", heading="Danger", text="<p>Vite.</p>"),
]
ENGLISH = {
    "Que faire": "What to do",
    "Le détail de Appelez": "How to call.",
    "Le détail de Partez": "How to go.",
    "Appelez": "Call",
    "Partez": "Go",
    "Après": "After",
    "Parlez.": "Talk.",
    "Danger": "Careful",
    "Vite.": "Fast.",
}


@pytest.fixture
def english_page(home, english_home):
    page = rights_page(home, lead="Agissez.", body=BODY, easy_read=[text("<p>Parlez.</p>")])
    return translated(page, english_home.locale, ENGLISH | {"Agissez": "Act.", "Urgence": "Emergency"})


def test_each_line_has_its_french_beside_it(client, english_page):
    html = markup.read(client.get(english_page.url + "?fr").content.decode())

    assert rows(html) == [
        ("What to do", "Que faire"),
        ("1 Call How to call.", "1 Appelez Le détail de Appelez."),
        ("2 Go How to go.", "2 Partez Le détail de Partez."),
        ("After", "Après"),
        ("Talk.", "Parlez."),
        ("Careful", "Danger"),
        ("Fast.", "Vite."),
        ("Talk.", "Parlez."),
    ]
    assert '<p class="french-title" lang="fr" dir="ltr">Urgence</p>' in html
    assert '<p class="lead" lang="fr" dir="ltr">Agissez.</p>' in html
    assert problems(html, "en") == []


def test_page_offers_its_french_and_takes_it_away(client, english_page):
    plain, beside = (markup.read(client.get(english_page.url + query).content.decode()) for query in ("", "?fr"))

    assert f'<a href="{english_page.url}?fr">' in plain
    assert f'<li><a href="{english_page.url}">' in beside
    assert 'class="beside"' not in plain


def test_french_page_and_page_without_french_offer_none(client, english_page):
    french = RightsPage.objects.get(locale__language_code="fr")
    at_french = client.get(french.url + "?fr").content.decode()
    french.unpublish()
    english_page.refresh_from_db()
    if not english_page.live:  # it goes with its source
        RightsPage.objects.filter(pk=english_page.pk).update(live=True)

    at_english = client.get(english_page.url + "?fr").content.decode()

    assert [html for html in (at_french, at_english) if 'class="beside"' in html or "?fr" in html] == []


def test_facts_are_written_as_each_language_does(client, home, english_home):
    fact = factories.fact(value="75000")
    factories.words(fact, "en", sentence="The law of this country asks for {value}.", label="of fine")
    page = rights_page(home, body=[text(f"<p>La loi : {inline(fact)}.</p>"), block("fact_card", fact=fact.pk)])
    english = translated(page, english_home.locale, {"La loi": "The law: @."})

    (own, french), (own_card, french_card) = rows(client.get(english.url + "?fr").content.decode())

    assert (own, french.replace("\u202f", " ").replace("\xa0", " ")) == ("The law: €75,000 .", "La loi : 75 000 € .")
    assert ("The law of" in own_card, "La loi prévoit" in french_card) == (True, True)


def test_line_that_french_does_not_have_any_more_stands_alone(client, english_page):
    french = RightsPage.objects.get(locale__language_code="fr")
    data = list(french.body.raw_data)
    data[0]["value"]["steps"] = data[0]["value"]["steps"][1:]
    data[1]["value"]["text"] = "<h2>Après</h2><p>Parlez.</p><p>Encore.</p>"
    french.body = data
    factories.go_live(french)

    found = rows(client.get(english_page.url + "?fr").content.decode())

    assert found[:4] == [
        ("What to do", "Que faire"),
        ("1 Call How to call.", ""),
        ("2 Go How to go.", "1 Partez Le détail de Partez."),
        ("After Talk.", "Après Parlez. Encore."),
    ]


def test_french_beside_costs_the_same_whatever_the_length(client, home, english_home, django_assert_num_queries):
    facts = [factories.fact() for _ in range(3)]
    cards = [block("fact_card", fact=fact.pk) for fact in facts]
    easy = [text(f"<p>La loi : {inline(factories.fact())}.</p>")]
    short = translated(rights_page(home, slug="court", body=cards[:1], easy_read=easy), english_home.locale, {})
    long = translated(rights_page(home, slug="long", body=[*cards, *BODY], easy_read=easy), english_home.locale, {})

    for page in (short, long):
        for query, number in (("", 12), ("?fr", 15)):
            client.get(page.url + query)
            with django_assert_num_queries(number):
                client.get(page.url + query)


def test_sources_are_all_of_the_page_and_each_is_named_once(client, home, english_home):
    fact, easy = factories.fact(), factories.fact()
    page = rights_page(
        home, body=[block("fact_card", fact=fact.pk)], easy_read=[text(f"<p>La loi : {inline(easy)}.</p>")]
    )
    english = translated(page, english_home.locale, {})

    html = client.get(english.url + "?fr").content.decode()

    assert "<h2>Sources (2)</h2>" in html


def test_page_cache_keeps_both_and_nothing_else():
    assert declared("fr&x=1", RightsPage.query_parameters) == "fr="
    assert declared("x=1", RightsPage.query_parameters) == ""
