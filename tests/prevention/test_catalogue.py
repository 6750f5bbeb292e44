"""The catalogue of kits: what is listed, how it is filtered and sorted, and that it is right after every change."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.prevention.catalogue.vocabulary import Duration
from campaigns.prevention.kits.vocabulary import duration
from tests import factories

ADDRESS = "/fr/dossiers/"


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


def activity(minutes: int) -> dict:
    return {"title": "Une activité", "minutes": minutes, "grouping": "whole", "text": "<p>Elle.</p>", "materials": ""}


def lasting(minutes: int) -> list:
    """Sessions that take so long."""
    parts = [activity(240)] * (minutes // 240) + ([activity(minutes % 240)] if minutes % 240 else [])
    return [factories.block("session", title="Séance", aim="Un but.", activities=parts)]


def titles(client, query: str = "", address: str = ADDRESS) -> list[str]:
    return [card.entry.title for card in client.get(f"{address}{query}").context["cards"]]


def numbers(client, group: str, query: str = "") -> dict[str, int]:
    """What stands beside each filter of a group."""
    facets = {facet.group.name: facet for facet in client.get(f"{ADDRESS}{query}").context["facets"]}
    return {choice.value: choice.number for choice in facets[group].choices} if group in facets else {}


def published(kit, days_ago: int) -> None:
    type(kit).objects.filter(pk=kit.pk).update(first_published_at=timezone.now() - timedelta(days=days_ago))


def test_unknown_filters_orders_and_pages_are_left_out_and_answered(client, catalogue):
    factories.kit(catalogue, title="A")

    for query in ("?level=8e", "?sort=best", "?page=7", "?page=x", "?level=%00&theme=", "?duration=60"):
        response = client.get(f"{ADDRESS}{query}")
        assert (response.status_code, [card.entry.title for card in response.context["cards"]]) == (200, ["A"])
        assert response.context["chips"] == []


def test_other_methods_are_refused_and_the_feed_takes_nothing(client, catalogue):
    assert client.put(ADDRESS).status_code == 405
    assert client.post(f"{ADDRESS}atom/").status_code == 404


def test_filters_of_one_group_add_and_groups_narrow(client, catalogue):
    factories.kit(catalogue, title="A", levels=["6e"], themes=["law"])
    factories.kit(catalogue, title="B", levels=["5e"], themes=["law", "help"])
    factories.kit(catalogue, title="C", levels=["lycee"], themes=["help"])

    assert titles(client, "?level=6e&level=5e&sort=title") == ["A", "B"]
    assert titles(client, "?level=6e&level=5e&theme=help") == ["B"]


def test_counts_are_what_one_gets(client, catalogue):
    factories.kit(catalogue, levels=["6e", "5e"], themes=["law"], sessions=lasting(60))
    factories.kit(catalogue, levels=["5e"], themes=["help"], sessions=lasting(61))
    factories.kit(catalogue, levels=["lycee"], themes=["help"], sessions=lasting(500))

    assert numbers(client, "level") == {"6e": 1, "5e": 2, "lycee": 1}
    assert numbers(client, "duration") == {"1h": 1, "2h": 1, "more": 1}
    assert numbers(client, "level", "?theme=help") == {"6e": 0, "5e": 1, "lycee": 1}
    for group in ("level", "theme", "duration"):
        for value, number in numbers(client, group, "?theme=help" if group != "theme" else "?level=5e").items():
            beside = "theme=help" if group != "theme" else "level=5e"
            assert len(titles(client, f"?{group}={value}&{beside}")) == number


@pytest.mark.parametrize(
    ("minutes", "band"), [(55, "1h"), (60, "1h"), (61, "2h"), (120, "2h"), (121, "4h"), (240, "4h"), (241, "more")]
)
def test_bands_of_durations_have_their_upper_end(minutes, band):
    assert Duration.of(minutes) == band


def test_durations_are_told_in_hours_and_minutes(in_english):
    assert [duration(minutes) for minutes in (5, 59, 60, 90, 605)] == [
        "5 min",
        "59 min",
        "1 h",
        "1 h 30 min",
        "10 h 5 min",
    ]


def test_kits_are_sorted_by_date_duration_or_title_whatever_the_accents(client, catalogue):
    for number, (title, minutes) in enumerate([("Été", 30), ("Avant", 90), ("Zone", 10)]):
        made = factories.kit(catalogue, title=title, sessions=lasting(minutes))
        factories.kit_edition(made, finished_at=timezone.now() - timedelta(days=number))

    assert titles(client) == ["Été", "Avant", "Zone"]
    assert titles(client, "?sort=shortest") == ["Zone", "Été", "Avant"]
    assert titles(client, "?sort=title") == ["Avant", "Été", "Zone"]


def test_formats_size_and_date_are_those_of_the_last_version_that_is_whole(client, catalogue):
    made = factories.kit(catalogue)
    factories.kit_edition(made, formats=("pdf", "zip"))
    whole = factories.kit_edition(made, formats=("docx", "docx", "pdf", "zip"))
    factories.kit_edition(made, formats=("odt",), finished_at=None)

    [card] = client.get(ADDRESS).context["cards"]

    assert (card.formats, card.entry.edition.size, card.entry.date) == (["PDF", "DOCX", "ZIP"], 4, whole.finished_at)
    assert numbers(client, "format") == {"pdf": 1, "docx": 1, "zip": 1}


def test_kit_whose_files_are_being_made_is_listed_and_says_so(client, catalogue):
    factories.kit_edition(factories.kit(catalogue, title="A"), finished_at=None)

    [card] = client.get(ADDRESS).context["cards"]

    assert (card.entry.title, card.formats, card.entry.edition) == ("A", [], None)


def test_new_and_updated_are_told_apart_and_end_after_ninety_days(client, catalogue):
    now = timezone.now()
    for title, first, versions in (
        ("New", 89, [89, 3]),
        ("Updated", 91, [91, 3]),
        ("Old", 91, [91]),
        ("Older", 300, [300, 91]),
    ):
        made = factories.kit(catalogue, title=title)
        published(made, first)
        for days in versions:
            factories.kit_edition(made, finished_at=now - timedelta(days=days))

    assert numbers(client, "recent") == {"new": 1, "updated": 1}
    assert titles(client, "?recent=new") == ["New"]
    assert titles(client, "?recent=updated") == ["Updated"]
    assert sorted(titles(client)) == ["New", "Old", "Older", "Updated"]


def test_catalogue_follows_publication_withdrawal_versions_and_deletion(client, catalogue, admin):
    made = factories.kit(catalogue, title="A")
    assert titles(client) == ["A"]

    made.title, made.levels = "B", ["lycee"]
    factories.go_live(made)
    assert (titles(client), numbers(client, "level")) == (["B"], {"lycee": 1})

    edition = factories.kit_edition(made, formats=("odt",))
    assert numbers(client, "format") == {"odt": 1}

    edition.delete()
    assert numbers(client, "format") == {}

    made.refresh_from_db()
    made.unpublish(user=admin)
    assert (titles(client), numbers(client, "level")) == ([], {})

    factories.go_live(made)
    assert titles(client) == ["B"]

    made.refresh_from_db()
    made.delete()
    assert titles(client) == []


def test_drafts_and_kits_behind_a_password_are_neither_listed_nor_counted(client, catalogue):
    factories.kit(catalogue, title="Public")
    draft = factories.kit(catalogue, title="Published", levels=["6e"])
    draft.title = "Draft"
    draft.save_revision()
    kept = factories.kit(catalogue, title="Secret", levels=["lycee"])
    PageViewRestriction.objects.create(page=kept, restriction_type="password", password="x")

    assert sorted(titles(client)) == ["Public", "Published"]
    assert "lycee" not in numbers(client, "level")


def test_other_catalogues_keep_their_kits(client, home, catalogue):
    factories.kit(catalogue, title="A")
    other = factories.catalogue(factories.standard_page(home, slug="ailleurs"))
    factories.kit(other, title="B")

    assert titles(client) == ["A"]
    assert titles(client, address="/fr/ailleurs/dossiers/") == ["B"]


def test_filters_that_are_set_are_links_to_the_same_without_them(client, catalogue):
    factories.kit(catalogue, levels=["6e", "5e"])

    chips = client.get(f"{ADDRESS}?theme=law&level=5e&level=6e&sort=title").context["chips"]

    assert [chip.without.query for chip in chips] == [
        "?level=5e&theme=law&sort=title",
        "?level=6e&theme=law&sort=title",
        "?level=6e&level=5e&sort=title",
    ]


def test_nothing_found_says_which_filter_to_leave_out_and_what_it_gives(client, catalogue):
    factories.kit(catalogue, levels=["6e"], themes=["law"])
    factories.kit(catalogue, levels=["5e"], themes=["help"])
    factories.kit(catalogue, levels=["5e"], themes=["images"])

    context = client.get(f"{ADDRESS}?level=6e&theme=help&theme=images").context

    assert [(chip.without.query, chip.number) for chip in context["wider"]] == [
        ("?theme=images&theme=help", 2),
        ("?level=6e", 1),
    ]


def test_catalogue_without_a_kit_says_so_and_has_no_filters(client, catalogue, in_english):
    response = client.get(ADDRESS)

    assert (response.context["cards"], response.context["facets"]) == ([], [])
    assert "<fieldset" not in response.content.decode()


def test_pages_keep_the_filters(client, catalogue):
    for number in range(25):
        factories.kit(catalogue, title=f"{number:02}", levels=["3e"])

    first = client.get(f"{ADDRESS}?level=3e&sort=title")
    second = client.get(f"{ADDRESS}?level=3e&sort=title&page=2")

    assert "?level=3e&amp;sort=title&amp;page=2#kits" in first.content.decode()
    assert [card.entry.title for card in second.context["cards"]] == ["24"]


@pytest.mark.parametrize("kits", [1, 3])
def test_number_of_queries_is_the_same_for_few_and_many(client, catalogue, django_assert_num_queries, kits):
    for _number in range(kits):
        factories.kit_edition(factories.kit(catalogue))
    client.get(ADDRESS)

    with django_assert_num_queries(14):
        client.get(f"{ADDRESS}?level=4e")
