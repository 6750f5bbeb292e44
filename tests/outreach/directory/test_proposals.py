"""Nothing in the directory changes but by what one person proposed and another accepted."""

import pytest

from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from campaigns.outreach.directory.proposals import acts
from intake.problems import NotAppliedError
from tests.outreach.directory.desk import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NEW = {
    "reference": "paris-1",
    "organisation": "Nouvelle association",
    "name": "Accueil",
    "source_title": "Son site",
    "verified_on": "2026-03-31",
}


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("other", "other@example.org", "a long enough password")


def proposed(author, *rows) -> Proposal:
    return acts.propose(list(rows), author, Proposal.Origin.FORM)


def test_author_does_not_decide(admin):
    proposal = proposed(admin, NEW)

    with pytest.raises(NotAppliedError, match="somebody else has to decide"):
        acts.accept(proposal, admin)
    with pytest.raises(NotAppliedError, match="somebody else has to decide"):
        acts.refuse(proposal, admin, "Non")

    assert not Entry.objects.exists()
    assert Proposal.objects.get().is_open


def test_who_may_not_decide_does_not(admin, django_user_model):
    somebody = django_user_model.objects.create_user("somebody")

    with pytest.raises(NotAppliedError, match="may not decide"):
        acts.accept(proposed(admin, NEW), somebody)

    assert not Entry.objects.exists()


def test_accepted_once_and_never_again(admin, other):
    proposal = proposed(admin, NEW)
    acts.accept(proposal, other)
    Entry.objects.update(name="Changé depuis")

    for act in (acts.accept, lambda one, by: acts.refuse(one, by, "Trop tard")):
        with pytest.raises(NotAppliedError, match="decided already"):
            act(proposal, other)

    assert Entry.objects.get().name == "Changé depuis"


def test_refusal_needs_its_reason_and_changes_nothing(admin, other):
    proposal = proposed(admin, NEW)
    with pytest.raises(NotAppliedError, match="Say why"):
        acts.refuse(proposal, other, "  ")

    acts.refuse(proposal, other, "La source manque.")

    proposal.refresh_from_db()
    assert (proposal.accepted, proposal.reason, proposal.decided_by) == (False, "La source manque.", other)
    assert not Entry.objects.exists()
    assert not Organisation.objects.exists()


def test_entry_that_changed_since_stops_all_rows(admin, other):
    entry("lyon-1")
    proposal = proposed(admin, {"reference": "lyon-1", "telephone": "3919"}, NEW)
    Entry.objects.update(telephone="119")
    assert acts.conflicts(proposal) == ["lyon-1"]

    with pytest.raises(NotAppliedError, match="these entries have changed: lyon-1"):
        acts.accept(proposal, other)

    assert list(Entry.objects.values_list("reference", "telephone")) == [("lyon-1", "119")]
    assert Proposal.objects.get().is_open


def test_change_of_another_field_is_no_conflict(admin, other):
    entry("lyon-1")
    proposal = proposed(admin, {"reference": "lyon-1", "telephone": "3919"})
    Entry.objects.update(hours="Le matin")

    acts.accept(proposal, other)

    made = Entry.objects.get()
    assert (made.telephone, made.hours) == ("3919", "Le matin")


def test_new_entry_that_is_there_by_now_is_a_conflict(admin, other):
    proposal = proposed(admin, NEW)
    entry("paris-1")

    with pytest.raises(NotAppliedError, match="have changed: paris-1"):
        acts.accept(proposal, other)


def test_it_is_proposed_again_on_what_is_there_now(admin, other):
    entry("lyon-1")
    proposal = proposed(other, {"reference": "lyon-1", "telephone": "3919"})
    Entry.objects.update(telephone="119")

    again = acts.again(proposal, admin)
    acts.accept(again, other)

    assert Entry.objects.get().telephone == "3919"


def test_what_was_not_submitted_is_not_decided(admin, other):
    proposal = proposed(admin, NEW)
    Proposal.objects.update(submitted_at=None)

    with pytest.raises(NotAppliedError, match="not submitted"):
        acts.accept(proposal, other)


def test_undoing_is_a_proposal_of_what_was_there_before(admin, other):
    entry("lyon-1")
    proposal = proposed(admin, {"reference": "lyon-1", "telephone": "3919", "city": "Bron"}, NEW)
    acts.accept(proposal, other)
    proposal.refresh_from_db()

    undoing = acts.undo(proposal, other)
    assert Entry.objects.get(reference="lyon-1").telephone == "3919"
    acts.accept(undoing, admin)

    restored = Entry.objects.get(reference="lyon-1")
    assert (restored.telephone, restored.city, restored.withdrawn_at) == ("01 99 00 12 34", "Lyon", None)
    assert Entry.objects.get(reference="paris-1").withdrawn_at
    assert acts.undo(proposal, other) is None


def test_undoing_what_was_never_accepted_is_refused(admin, other):
    with pytest.raises(NotAppliedError, match="nothing to undo"):
        acts.undo(proposed(admin, NEW), other)


def test_new_entry_needs_what_every_entry_has(admin):
    with pytest.raises(NotAppliedError, match="a new entry needs: organisation, name, source, verified on"):
        proposed(admin, {"reference": "a", "telephone": "3919"})


def test_what_changes_nothing_is_no_proposal(admin):
    entry("lyon-1")

    assert proposed(admin, {"reference": "lyon-1", "telephone": "01 99 00 12 34"}) is None
    assert not Proposal.objects.exists()
