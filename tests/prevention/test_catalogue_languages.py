"""The catalogue in several languages: each has its own kits, and says where else there are some."""

import pytest

from tests import factories


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


def test_each_language_lists_its_kits_and_leads_to_the_others_with_their_numbers(
    client, catalogue, english_home, translate
):
    kit = factories.kit(catalogue, title="A")
    factories.kit(catalogue, title="B")
    translate(catalogue, english_home.locale)
    translate(kit, english_home.locale)

    french, english = (client.get(f"/{code}/dossiers/").context for code in ("fr", "en"))

    assert [(one.language.url, one.number) for one in french["elsewhere"]] == [("/en/dossiers/", 1)]
    assert [(one.language.url, one.number) for one in english["elsewhere"]] == [("/fr/dossiers/", 2)]
    assert [card.entry.title for card in english["cards"]] == ["A"]
    assert {card.entry.title: [other.url for other in card.elsewhere] for card in french["cards"]} == {
        "A": [f"/en/dossiers/{kit.slug}/"],
        "B": [],
    }


def test_catalogue_and_kits_that_are_drafts_in_a_language_lead_nowhere(client, catalogue, english_home, translate):
    kit = factories.kit(catalogue)
    translate(catalogue, english_home.locale)
    translate(kit, english_home.locale, publish=False)

    context = client.get("/fr/dossiers/").context

    assert context["elsewhere"] == []
    assert context["cards"][0].elsewhere == []


def test_page_of_a_filter_is_kept_once_for_all_who_ask_the_same(client, catalogue):
    assert sorted(catalogue.query_parameters) == ["duration", "format", "level", "page", "recent", "sort", "theme"]
