"""The directory of the demonstration: complete, marked, with no number that rings at somebody's."""

import re

import pytest

from campaigns.outreach.directory.models import DirectoryPage, Entry, Organisation, TerritoryContact
from country.territories import DEPARTEMENTS
from demo import directory
from tests import factories

# https://www.arcep.fr: numbers for works of fiction
FICTITIOUS = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}")


@pytest.fixture
def built(home) -> int:
    return directory.build(factories.publish, home)


def test_every_departement_has_its_commission_and_no_telephone(built):
    contacts = TerritoryContact.objects.all()

    assert {contact.territory for contact in contacts} == set(DEPARTEMENTS)
    assert all(contact.commission.endswith(f"– {contact}") for contact in contacts)
    assert {contact.delegation_telephone for contact in contacts} == {""}


def test_page_is_live_protected_and_called_neutrally(built):
    page = DirectoryPage.objects.get(pk=built)

    assert (page.live, page.zone, page.seo_title) == (True, "protected", "Annuaire")


def test_what_is_not_real_is_marked_and_rings_nowhere(built):
    real = {"Mouvement du Nid", "Amicale du Nid", "Agir contre la prostitution des enfants"}

    for entry in Entry.objects.select_related("organisation"):
        numbers = [number for number in (entry.telephone, entry.sms, entry.whatsapp, entry.signal) if number]
        if entry.organisation.is_demonstration:
            assert "démonstration" in entry.organisation.name
            assert all(FICTITIOUS.fullmatch(number) for number in numbers)
        else:
            assert entry.name in real
            assert (numbers, entry.territory, entry.approved) == ([], "", "unknown")
    assert Entry.objects.count() == 3 + len(directory.PLACES)


def test_second_build_changes_nothing(home, built):
    Entry.objects.filter(reference="demo-01").update(name="Changé")
    before = [
        set(model.objects.values_list()) if model is TerritoryContact else model.objects.count()
        for model in (TerritoryContact, Entry, Organisation)
    ]

    assert directory.build(factories.publish, home) == built

    assert [
        set(model.objects.values_list()) if model is TerritoryContact else model.objects.count()
        for model in (TerritoryContact, Entry, Organisation)
    ] == before
    assert Entry.objects.get(reference="demo-01").name == "Changé"
