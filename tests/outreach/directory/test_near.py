"""The help of a place, as it is printed: public, verified in the last year, with a telephone, and never an address."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.outreach.directory.near import near
from campaigns.plan.editions import place
from campaigns.plan.editions.place import Near
from tests.outreach.directory import listed

pytestmark = pytest.mark.django_db
CALLED = "04 99 00 10 01"


def entry(name: str, territory: str = "69", **fields):
    defaults = {"telephone": CALLED, "verified_on": timezone.localdate()}
    return listed.entry(name, territory, **defaults | fields)


def names(territory: str = "69", language: str = "fr", audience: str = "outreach") -> list[str]:
    return [one.name for one in near(territory, language, audience)]


def test_help_is_a_name_a_telephone_and_hours():
    entry("Accueil", hours="Du lundi au vendredi, de 9 h à 17 h", address="1 rue Secrète", city="Lyon")

    assert near("69", "fr", "outreach") == [Near("Accueil", CALLED, "Du lundi au vendredi, de 9 h à 17 h")]


@pytest.mark.parametrize(
    "fields",
    [
        {"territory": "75"},
        {"territory": ""},
        {"telephone": ""},
        {"withdrawn_at": timezone.now()},
        {"verified_on": date.today() - timedelta(days=400)},  # noqa: DTZ011
        {"welcomes": ["minors"]},
    ],
    ids=["elsewhere", "whole country", "no telephone", "withdrawn", "not verified this year", "minors alone"],
)
def test_what_is_no_current_help_there_is_not_named(fields):
    entry("Autre", **fields)

    assert names() == []


def test_young_people_are_told_of_what_welcomes_minors():
    entry("Pour tous")
    entry("Pour mineurs", welcomes=["minors"])
    entry("Pour femmes", welcomes=["women"])

    assert names(audience="young") == ["Pour mineurs", "Pour tous"]


def test_who_speaks_the_language_comes_first_then_who_listens():
    entry("A", services=["papers"])
    entry("B", services=["listening"])
    entry("C", services=["papers"], languages=["ro"])

    assert names() == ["B", "A", "C"]
    assert names(language="ro") == ["C", "B", "A"]


def test_hours_are_in_the_language_of_the_sheet_or_not_there():
    entry("A", hours="Du lundi au vendredi, de 9 h à 17 h")
    entry("B", hours="Sur rendez-vous")

    found = near("69", "en", "outreach")

    assert found[0].hours.startswith("Monday to Friday")
    assert found[1].hours == ""


def test_place_that_does_not_exist_says_so():
    entry("Accueil", organisation=listed.organisation(is_demonstration=True))

    assert names() != ["Accueil"]
    assert names()[0].startswith("Accueil – ")


def test_leaflet_has_room_for_two():
    for name in "ABC":
        entry(name)

    assert [one.name for one in place.near("69", "fr", "outreach")] == ["A", "B"]
    assert place.near("", "fr", "outreach") == []


def test_buyers_are_told_of_no_place_where_people_are_received():
    entry("Accueil")

    assert place.near("69", "fr", "buyers") == []


def test_territories_with_help_are_those_whose_leaflet_names_some(django_assert_num_queries):
    entry("Accueil")
    entry("Sans téléphone", "13", telephone="")
    entry("Plus vérifié", "75", verified_on=date(2020, 1, 1))
    entry("Mineurs", "33", welcomes=["minors"])
    entry("Partout", "")

    with django_assert_num_queries(1):
        assert place.helped("outreach") == {"69"}
    assert place.helped("young") == {"69", "33"}
    assert place.helped("buyers") == set()
