"""What the State has in a département, and an organisation itself: proposed by one person, accepted by another, undone."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.html import escape

from campaigns.outreach.directory.models import Organisation, Proposal, TerritoryContact
from campaigns.outreach.directory.proposals import acts
from campaigns.outreach.directory.proposals.kinds import CONTACTS
from intake.problems import NotAppliedError
from tests.outreach.directory import listed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "in_english")]
BASE = "/admin/directory/"
SAID = {
    "commission": "Commission du Rhône",
    "commission_url": "https://www.rhone.gouv.fr/commission",
    "delegation": "Délégation du Rhône",
    "delegation_telephone": "+33 4 65 71 69 69",
    "source_title": "Préfecture du Rhône",
    "verified_on": "2026-11-20",
    "note": "Vu au téléphone",
}


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("other", "other@example.org", "a long enough password")


def latest() -> Proposal:
    return Proposal.objects.latest("pk")


def decide(client, act: str = "accept"):
    return client.post(f"{BASE}proposals/{latest().pk}/{act}/")


def test_commission_goes_from_the_editor_to_the_publisher_to_the_public(sign_in, home):
    listed.directory(home)
    editor = sign_in("editor")
    editor.post(f"{BASE}contacts/69/", SAID)
    decide(editor)
    assert (latest().is_open, latest().note) == (True, "Vu au téléphone")
    assert not TerritoryContact.objects.exists()

    publisher = sign_in("publisher")
    shown = publisher.get(f"{BASE}proposals/{latest().pk}/").content.decode()
    decide(publisher)

    assert [one in shown for one in ("Rhône", "Commission du Rhône", "04 65 71 69 69")] == [True] * 3
    contact = TerritoryContact.objects.get()
    assert (contact.pk, contact.delegation_telephone, contact.verified_on) == (
        "69",
        "04 65 71 69 69",
        date(2026, 11, 20),
    )
    assert listed.ask(publisher, territory="69").context["found"].contact == contact


def test_author_does_not_accept_a_commission(admin_client, admin, other):
    admin_client.post(f"{BASE}contacts/69/", SAID)

    with pytest.raises(NotAppliedError, match="somebody else has to decide"):
        acts.accept(latest(), admin)
    assert not TerritoryContact.objects.exists()

    acts.accept(latest(), other)
    assert TerritoryContact.objects.get().commission == "Commission du Rhône"


def test_undoing_a_change_is_a_proposal_of_what_was_there(admin, other):
    listed.contact("69", commission="Avant")
    row = {"reference": "69", "commission": "Après", "verified_on": "2026-11-20"}
    changed = acts.propose([row], admin, "form", CONTACTS)
    acts.accept(changed, other)
    changed.refresh_from_db()

    undoing = acts.undo(changed, other)
    assert TerritoryContact.objects.get().commission == "Après"
    acts.accept(undoing, admin)

    restored = TerritoryContact.objects.get()
    assert (restored.commission, restored.verified_on) == ("Avant", listed.SOURCED["verified_on"])


def test_undoing_what_was_new_hides_it_and_keeps_the_address_of_the_territory(client, home, admin, other):
    listed.directory(home)
    row = {"reference": "69", "commission": "Nouvelle", "source_title": "x", "verified_on": "2026-11-20"}
    added = acts.propose([row], admin, "form", CONTACTS)
    acts.accept(added, other)
    added.refresh_from_db()
    code = TerritoryContact.objects.get().code

    acts.accept(acts.undo(added, other), admin)

    assert TerritoryContact.objects.get().withdrawn_at
    found = client.get(f"/fr/annuaire/{code}/").context["found"]
    assert (found.wanted.territory, found.contact) == ("69", None)


def test_commission_that_changed_since_is_told_by_its_name(admin, other):
    listed.contact("69", commission="Avant")
    proposal = acts.propose([{"reference": "69", "commission": "Après"}], admin, "form", CONTACTS)
    TerritoryContact.objects.update(commission="Entre-temps")

    with pytest.raises(NotAppliedError, match="have changed: Rhône"):
        acts.accept(proposal, other)

    again = acts.again(proposal, admin)
    acts.accept(again, other)
    assert TerritoryContact.objects.get().commission == "Après"


@pytest.mark.parametrize(
    ("fields", "at", "said"),
    [
        ({"commission": "", "delegation": ""}, "commission", "one of them at least"),
        ({"source_title": ""}, "source_title", "It is missing."),
        ({"verified_on": ""}, "verified_on", "It is missing."),
        ({"verified_on": "2096-01-01"}, "verified_on", "has not come yet"),
        ({"delegation_telephone": "à la préfecture"}, "delegation_telephone", "is no telephone number"),
        ({"commission_url": "javascript:alert(1)"}, "commission_url", "is no web address"),
        ({"delegation": "=cmd()"}, "delegation", "takes for a formula"),
    ],
)
def test_what_is_refused_is_told_at_its_field_with_what_to_do(admin_client, fields, at, said):
    response = admin_client.post(f"{BASE}contacts/69/", SAID | fields)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [at])
    assert escape(said) in response.content.decode()
    assert not Proposal.objects.exists()


def test_form_shows_what_is_there_and_proposes_nothing_of_it(admin_client):
    listed.contact("69", delegation_telephone="04 65 71 69 69")
    initial = admin_client.get(f"{BASE}contacts/69/").context["form"].initial
    data = {name: value for name, value in initial.items() if value is not False}

    response = admin_client.post(f"{BASE}contacts/69/", data)

    assert "There is nothing to change" in response.content.decode()
    assert not Proposal.objects.exists()


def test_territory_that_does_not_exist_is_not_found(admin_client):
    assert admin_client.get(f"{BASE}contacts/20/").status_code == 404


def test_publisher_reads_what_is_there_and_proposes_nothing(sign_in):
    listed.contact("69", commission="Commission du Rhône")
    publisher = sign_in("publisher")

    assert "Commission du Rhône" in publisher.get(f"{BASE}contacts/69/").content.decode()
    publisher.post(f"{BASE}contacts/69/", SAID)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(("state", "number"), [("", 107), ("missing", 104), ("stale", 1), ("what nobody knows", 107)])
def test_territories_are_filtered_by_what_is_written(admin_client, state, number):
    listed.contact("69")
    listed.contact("38", verified_on=date(2020, 1, 1))
    listed.contact("01", verified_on=date(2020, 1, 1), withdrawn_at=timezone.now())

    rows = admin_client.get(f"{BASE}contacts/?state={state}").context["rows"]

    assert len(rows) == number


def test_list_of_territories_takes_as_many_queries_for_three_as_for_one(admin_client, django_assert_num_queries):
    admin_client.get(f"{BASE}contacts/")
    for codes in (["69"], ["38", "01"]):
        for code in codes:
            listed.contact(code)
        with django_assert_num_queries(8):
            admin_client.get(f"{BASE}contacts/")


def test_organisation_changes_once_somebody_else_has_accepted_it(sign_in):
    made = listed.organisation(name="Une association", is_demonstration=True)
    page = f"{BASE}organisations/{made.pk}/"
    editor = sign_in("editor")
    editor.post(f"{page}change/", {"name": made.name, "website": "https://example.org/", "note": ""})
    assert Organisation.objects.get().is_demonstration

    publisher = sign_in("publisher")
    assert f"proposals/{latest().pk}/" in publisher.get(page).content.decode()
    assert "Une association" in publisher.get(f"{BASE}proposals/{latest().pk}/").content.decode()
    decide(publisher)

    changed = Organisation.objects.get()
    assert (changed.website, changed.is_demonstration, changed.correction_key) == (
        "https://example.org/",
        False,
        made.correction_key,
    )


def test_organisation_is_not_called_as_another_one(admin_client):
    made, taken = listed.organisation(name="Une association"), listed.organisation(name="Une autre")

    response = admin_client.post(f"{BASE}organisations/{made.pk}/change/", {"name": taken.name})

    assert list(response.context["form"].errors) == ["name"]
    assert not Proposal.objects.exists()


def test_publisher_proposes_nothing_of_an_organisation(sign_in):
    made = listed.organisation()

    response = sign_in("publisher").post(f"{BASE}organisations/{made.pk}/change/", {"name": "Autre"})

    assert response.status_code in (302, 403)
    assert not Proposal.objects.exists()
