"""Whoever decides at the same moment as others: one of them counts, the others are told, and nothing is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from campaigns.outreach.directory.models import Entry, Organisation, Proposal, TerritoryContact
from campaigns.outreach.directory.proposals import acts
from campaigns.outreach.directory.proposals.kinds import CONTACTS, ENTRIES, ORGANISATIONS, Kind
from intake.problems import NotAppliedError
from tests.outreach.directory.desk import entry
from tests.outreach.directory.listed import contact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(django_user_model):
    """An author, and four who decide."""
    return [django_user_model.objects.create_superuser(f"person-{number}") for number in range(5)]


@pytest.fixture
def rows():
    """Of each kind, something that is there and a row that changes it."""
    entry("lyon-1", organisation="Une association")
    contact("69")
    return {
        ENTRIES: {"reference": "lyon-1", "telephone": "3919"},
        CONTACTS: {"reference": "69", "delegation_telephone": "3919"},
        ORGANISATIONS: {"reference": str(Organisation.objects.get().pk), "website": "https://example.org/"},
    }


def proposed(author, kind: Kind, **row) -> Proposal:
    return acts.propose([row], author, Proposal.Origin.FORM, kind)


def at_once(*acts) -> list[str]:
    """What came of acts that begin together, each in a thread and a connection of its own."""
    together = Barrier(len(acts))

    def attempt(act) -> str:
        together.wait()
        try:
            act()
        except NotAppliedError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(attempt, acts))


def accepting(proposal: Proposal, person):
    return lambda: acts.accept(proposal, person)


@pytest.mark.parametrize("kind", [ENTRIES, CONTACTS, ORGANISATIONS], ids=lambda kind: kind.about)
def test_of_four_who_accept_at_once_one_counts(people, rows, kind):
    author, *others = people
    proposal = proposed(author, kind, **rows[kind])

    outcomes = at_once(*(accepting(proposal, person) for person in others))

    assert outcomes == ["done", "refused", "refused", "refused"]
    decided = ModelLogEntry.objects.filter(action="directory.accept")
    assert [entry.user for entry in decided] == [Proposal.objects.get().decided_by]


def test_who_accepts_and_who_refuses_at_once_do_not_both(people, rows):
    author, one, another, *_others = people
    proposal = proposed(author, CONTACTS, **rows[CONTACTS])

    outcomes = at_once(accepting(proposal, one), lambda: acts.refuse(proposal, another, "Non"))

    assert outcomes == ["done", "refused"]
    assert (TerritoryContact.objects.get().delegation_telephone == "3919") is Proposal.objects.get().accepted


def test_two_changes_of_one_entry_that_are_accepted_at_once_do_not_both_count(people):
    author, one, another, *_others = people
    entry("lyon-1")
    changes = [proposed(author, ENTRIES, reference="lyon-1", city=city) for city in ("Bron", "Oullins")]

    outcomes = at_once(accepting(changes[0], one), accepting(changes[1], another))

    assert outcomes == ["done", "refused"]
    accepted = Proposal.objects.get(accepted=True)
    assert Entry.objects.get().city == accepted.rows[0]["city"]


def test_two_new_commissions_of_one_territory_do_not_both_count(people):
    author, one, another, *_others = people
    sourced = {"source_title": "Préfecture", "verified_on": "2026-11-20"}
    added = [proposed(author, CONTACTS, reference="69", commission=name, **sourced) for name in ("Une", "Une autre")]

    outcomes = at_once(accepting(added[0], one), accepting(added[1], another))

    assert outcomes == ["done", "refused"]
    accepted = Proposal.objects.get(accepted=True)
    assert TerritoryContact.objects.get().commission == accepted.rows[0]["commission"]
