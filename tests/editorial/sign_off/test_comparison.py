"""What a comparison of two revisions shows of a stream: what changed, and in words."""

import re

import pytest
from django.urls import reverse

from editorial.sign_off.comparison import YesNoComparison, told
from tests import factories
from tests.factories import block
from tests.home.events import occasions

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def page(home):
    law = factories.standard_page(home, title="La loi")
    return factories.standard_page(
        home,
        body=[
            block("text", text="<p>Une amende est due.</p>"),
            block("notice", kind="danger", heading="Attention", text="<p>Rien ne change ici.</p>"),
            block("call_to_action", text="Lire la loi", page=law.pk, address="", detail=""),
        ],
    )


@pytest.fixture
def shown(page, admin_client):
    """What the comparison of the live revision with another body shows: [(label, its difference)]."""

    def compared(change) -> list[tuple[str, str]]:
        draft = page.get_latest_revision_as_object()
        data = [dict(one) for one in draft.body.raw_data]
        draft.body = change(data) or data
        last = draft.save_revision()
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, page.live_revision_id, last.pk])
        html = admin_client.get(address).content.decode()
        return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)

    return compared


def valued(data: list, at: int, **values) -> None:
    data[at]["value"] = data[at]["value"] | values


GONE, NEW = '<del class="deletion">{}</del>', '<ins class="addition">{}</ins>'


def test_text_that_changed_stands_alone(shown):
    ((label, told),) = shown(lambda data: valued(data, 0, text="<p>Une peine est due.</p>"))

    assert (label, 'deletion">amende' in told) == ("Text – Text", True)


def test_choice_is_told_in_the_words_that_one_chooses_from(shown):
    ((_label, told),) = shown(lambda data: valued(data, 1, kind="warning"))

    assert told == GONE.format("immediate danger") + NEW.format("warning")


def test_page_is_told_by_its_title_and_none_by_nothing(shown):
    found = shown(lambda data: valued(data, 2, page=None, address="https://example.org/"))

    assert [told for _label, told in found] == [GONE.format("La loi"), NEW.format("https://example.org/")]


@pytest.mark.parametrize(
    ("at", "values"), [(2, {"detail": None}), (0, {"text": '<p data-block-key="a1b2c">Une amende est due.</p>'})]
)
def test_what_nobody_typed_is_no_change(shown, at, values):
    assert shown(lambda data: valued(data, at, **values)) == []


def test_link_that_leads_elsewhere_is_told(shown, page):
    first = '<p>Lire <a href="https://example.org/a">la suite</a>.</p>'
    page.body = [block("text", text=first)]
    factories.go_live(page)
    page.refresh_from_db()

    ((_label, told),) = shown(lambda data: valued(data, 0, text=first.replace("/a", "/b")))

    assert (GONE.format("a") in told, NEW.format("b") in told) == (True, True)


def test_part_that_is_new_and_one_that_is_gone_are_told_whole(shown):
    found = shown(lambda data: [*data[1:], {"type": "text", "value": {"text": "<p>Un ajout.</p>"}, "id": "new"}])

    assert found == [
        ("Text – Text", GONE.format("Une amende est due.")),
        ("Text – Text", NEW.format("Un ajout.")),
    ]


def test_another_order_is_told(shown):
    assert shown(lambda data: data[::-1])[-1][1] == "<em>The parts stand in another order.</em>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Une amende de {} au plus.", "Une amende de [] au plus."),
        ("Une amende de 1 500 € au plus.", "Une amende de [] au plus."),
        ("Une amende de {} au plus.", "Une amende de [] et de {} au plus."),
    ],
)
def test_fact_is_told_by_what_it_says_and_never_cut_in_two(home, admin_client, before, after):
    one, other = (factories.fact(value=value) for value in ("1500", "3750"))
    tokens = {"{}": f"{{fact:{one.pk}}}", "[]": f"{{fact:{other.pk}}}"}
    page = factories.standard_page(home, lead=_filled(before, tokens))
    draft = page.get_latest_revision_as_object()
    draft.lead = _filled(after, tokens)
    last = draft.save_revision()

    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, page.live_revision_id, last.pk])
    html = admin_client.get(address).content.decode()

    told = re.sub(r"</?(?:ins|del|span)[^>]*>", "", html.partition("<tbody>")[2])
    assert other.written("fr") in told
    assert "fact:" not in told


def _filled(text: str, tokens: dict[str, str]) -> str:
    for name, token in tokens.items():
        text = text.replace(name, token)
    return text


def test_fact_of_a_block_is_told_by_its_value_and_name(home, admin_client):
    one, other = (factories.fact(name=name, value=value) for name, value in (("Achat", "1500"), ("Récidive", "3750")))
    page = factories.standard_page(home, body=[block("fact_card", fact=one.pk)])
    draft = page.get_latest_revision_as_object()
    data = [dict(part) for part in draft.body.raw_data]
    data[0]["value"] = {"fact": other.pk}
    draft.body = data
    last = draft.save_revision()

    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, page.live_revision_id, last.pk])
    html = re.sub(r"</?(?:ins|del|span)[^>]*>", "", admin_client.get(address).content.decode())

    for fact in (one, other):
        assert fact.written("fr") in html
    assert ("Achat" in html, "Récidive" in html, "{fact:" in html) == (True, True, False)


@pytest.mark.usefixtures("in_english")
def test_yes_and_no_and_whole_values_are_told_apart(db):
    before, after = (occasions.written(is_cancelled=said) for said in (False, True))

    compare = YesNoComparison(before._meta.get_field("is_cancelled"), before, after)

    assert compare.htmldiff() == f"{GONE.format('No')} {NEW.format('Yes')}"


@pytest.mark.parametrize(
    ("before", "after", "taken", "put"),
    [
        ("Jusqu’à 1 500 euros.", "Jusqu’à 1 500 €.", "1 500 euros", "1 500 €"),
        ("Jusqu’à 1\u202f500\u00a0€.", "Jusqu’à 1\u202f800\u00a0€.", "1\u202f500\u00a0€", "1\u202f800\u00a0€"),
        ("En 2024, 3,5 % de plus.", "En 2024, 4,5 % de plus.", "3,5 %", "4,5 %"),
        ("Le 3 mai.", "Le 4 mai.", "3", "4"),
        ("罚款一千欧元", "罚款二千欧元", "一", "二"),
    ],
)
def test_amount_is_told_whole(before, after, taken, put):
    html = told(before, after)

    assert re.findall(r"<del[^>]*>([^<]+)</del>", html) == [taken]
    assert re.findall(r"<ins[^>]*>([^<]+)</ins>", html) == [put]
