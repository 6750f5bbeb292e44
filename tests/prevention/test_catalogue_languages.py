"""The catalogue in several languages: each has its own kits, and says where else there are some."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.prevention.kits.models import KitPage
from core.protection.zones import DISCREET
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("search_index")

FR, EN = "/fr/dossiers/", "/en/dossiers/"


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


@pytest.fixture
def both(catalogue, english_home, translate):
    """Kits that are told apart by each kind of filter, in French and in English."""
    kits = [
        factories.kit(catalogue, title="A", levels=["6e", "5e"], themes=["law"]),
        factories.kit(catalogue, title="B", levels=["5e"], themes=["help", "law"]),
        factories.kit(catalogue, title="C", levels=["lycee"], themes=["help"]),
        factories.kit(catalogue, title="D", levels=["lycee"], themes=["law"]),
    ]
    translate(catalogue, english_home.locale)
    months = timezone.now() - timedelta(days=200)
    for number, kit in enumerate(kits):
        made = translate(kit, english_home.locale)
        KitPage.objects.filter(pk=made.pk).update(minutes=50 + 50 * number, first_published_at=months)
        for version in range(number):
            factories.kit_edition(
                made,
                formats=("pdf", "docx") if number == 1 else ("odt", "pdf"),
                finished_at=timezone.now() if version else months,
            )
    KitPage.objects.filter(title="C", locale=english_home.locale).update(first_published_at=timezone.now())


def numbers(response) -> list[tuple[str, int]]:
    return [(one.language.url + one.query, one.number) for one in response.context["elsewhere"]]


def test_each_language_lists_its_kits_and_leads_to_the_others_with_their_numbers(
    client, catalogue, english_home, translate
):
    kit = factories.kit(catalogue, title="A")
    factories.kit(catalogue, title="B")
    translate(catalogue, english_home.locale)
    translate(kit, english_home.locale)

    french, english = (client.get(address) for address in (FR, EN))

    assert '<li aria-current="true"><span>Français</span>' in markup.read(french.text)
    assert numbers(french) == [(EN, 1)]
    assert numbers(english) == [(FR, 2)]
    assert [card.entry.title for card in english.context["cards"]] == ["A"]
    assert {card.entry.title: [other.url for other in card.elsewhere] for card in french.context["cards"]} == {
        "A": [f"/en/dossiers/{kit.slug}/"],
        "B": [],
    }


NUMBERS = {
    "level=6e": 1,
    "level=6e&level=5e": 2,
    "theme=law&sort=title": 3,
    "duration=1h": 1,
    "duration=2h&duration=4h": 3,
    "duration=more": 0,
    "format=docx": 1,
    "format=odt&format=pptx": 2,
    "recent=new": 1,
    "recent=updated": 1,
    "level=5e&level=lycee&duration=2h&theme=law&format=pdf": 1,
    "level=6e&theme=help": 0,
}


def test_link_to_another_language_keeps_the_filters_and_tells_what_one_finds_there(client, both):
    told = {query: numbers(client.get(f"{FR}?{query}")) for query in NUMBERS}
    found = {query: len(client.get(f"{EN}?{query}").context["cards"]) for query in NUMBERS}

    assert told == {query: [(f"{EN}?{query}", number)] for query, number in NUMBERS.items()}
    assert found == NUMBERS


def test_languages_stand_among_the_filters_each_with_its_number(client, both, in_english):
    page = " ".join(client.get(f"{FR}?level=lycee").content.decode().split())

    filters = page[page.index('class="catalogue-filters"') : page.index("</form>", page.index("catalogue-filters"))]
    assert 'href="/en/dossiers/?level=lycee#kits" hreflang="en"' in filters
    assert 'aria-labelledby="language"' in filters
    assert 'id="elsewhere"' not in page


def test_another_language_is_offered_without_the_words_that_are_those_of_this_one(client, both):
    response = client.post(FR, {"q": "dossier", "level": "5e"})

    assert numbers(response) == [(f"{EN}?level=5e", 2)]
    assert "Les mots sont cherchés dans cette langue seulement" in " ".join(response.content.decode().split())


def test_catalogue_without_a_kit_leads_to_the_languages_that_have_some(client, both):
    KitPage.objects.filter(locale__language_code="fr").update(live=False)

    response = client.get(f"{FR}?level=6e")

    assert numbers(response) == [(f"{EN}?level=6e", 1)]
    assert 'id="elsewhere"' in response.content.decode()


def test_catalogue_and_kits_that_are_drafts_in_a_language_lead_nowhere(client, catalogue, english_home, translate):
    kit = factories.kit(catalogue)
    translate(catalogue, english_home.locale)
    translate(kit, english_home.locale, publish=False)

    context = client.get(FR).context

    assert context["elsewhere"] == []
    assert context["cards"][0].elsewhere == []


def test_page_of_a_filter_is_kept_once_for_all_who_ask_the_same(client, catalogue):
    wanted = {"duration", "format", "level", "page", "recent", "sort", "theme"}
    assert catalogue.query_parameters == wanted | {DISCREET}
