"""A withdrawal: what it erases, what it leaves, and who may ask for it. `test_everywhere.py` looks for what is left of it."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from campaigns.plan.models import Campaign
from core.publication.sign_off import SignOffError
from home.finding import find
from testimonies.consent.consents import ConsentError, may_be_used
from testimonies.consent.settling import settle_all
from testimonies.consent.withdrawing import finish, withdraw
from testimonies.models import Consent, ConsentEvent, Standing, Testimony, TestimonyWording
from tests import factories
from tests.testimonies.traces import everything_in_the_database, everything_on_disk, traces

pytestmark = [
    pytest.mark.usefixtures("reference_index"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("search_index"),
]


def test_trace_of_a_withdrawal_is_numbers_and_who_did_it(admin, testimony):
    withdraw(testimony, admin)

    event = ConsentEvent.objects.get(kind="withdrawn")
    assert (event.testimony_number, event.languages, event.user) == (testimony.pk, [], admin)
    assert list(Consent.objects.values_list("withdrawn_by", "uses")) == [(admin.pk, ["website", "print"])]


def test_withdrawn_testimony_is_used_for_nothing_and_comes_back_in_no_way(admin, testimony):
    withdraw(testimony, admin)
    testimony = Testimony.objects.get(pk=testimony.pk)

    assert not may_be_used(testimony, "website", "fr")
    with pytest.raises(ConsentError, match="was withdrawn already"):
        withdraw(testimony, admin)
    testimony.live = True
    with pytest.raises(SignOffError):
        testimony.save()
    assert settle_all() == 0


def test_open_editor_cannot_write_it_back(client, admin, testimony):
    client.force_login(admin)
    withdraw(testimony, admin)
    finish()

    client.post(
        reverse("wagtailsnippets_testimonies_testimony:edit", args=[testimony.pk]),
        {"name": "Sortie", "pseudonym": "Mirabellecanari", "medium": "words", "warning": ""},
    )

    assert traces(everything_in_the_database()) == []


def test_testimony_with_consents_is_not_deleted_in_the_admin_but_withdrawn(client, admin, testimony):
    client.force_login(admin)

    client.post(reverse("wagtailsnippets_testimonies_testimony:delete", args=[testimony.pk]))

    assert Testimony.objects.filter(pk=testimony.pk).exists()


def test_deleted_words_leave_nothing_behind(home, testimony):
    TestimonyWording.objects.filter(testimony=testimony).delete()

    left = {line.partition(":")[0] for line in traces(everything_in_the_database()) if "quokka" in line}
    assert left <= {"core_campaignmedia", "wagtailsearch_indexentry_fts_data"}
    assert find("quokkarossignol", home.locale) == []


def test_files_are_deleted_by_the_worker_where_that_was_cut_short(admin, testimony, folders):
    withdraw(testimony, admin)
    assert traces(everything_on_disk(folders)) != []

    assert finish() > 0

    assert traces(everything_on_disk(folders)) == []
    assert Standing.objects.get().leftovers == []
    assert finish() == 0


def test_other_pages_and_texts_stay_as_they_are(home, admin, testimony):
    other = factories.voice("Une autre voix.")
    pages = Page.objects.live().count()

    withdraw(testimony, admin)

    assert Page.objects.live().count() == pages
    assert TestimonyWording.objects.get().testimony == other
    assert other.latest_revision is not None
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "withdrawn"),
    [("Publication", True), ("Relecture juridique", True), ("Administration", True), ("Rédaction", False)],
)
def test_withdrawal_asks_once_and_is_for_those_who_take_down(
    client, django_user_model, person, testimony, role, withdrawn
):
    name = role.replace(" ", "-").lower()
    user = django_user_model.objects.filter(username=name).first() or person(role)
    client.force_login(user)
    address = reverse("testimony_withdraw", args=[testimony.pk])

    client.get(address)
    assert not testimony.is_erased
    client.post(address)

    assert testimony.is_erased is withdrawn


def test_confirmation_says_what_goes(client, admin, testimony):
    client.force_login(admin)

    html = client.get(reverse("testimony_withdraw", args=[testimony.pk])).content.decode()

    assert "It cannot be undone." in html
    assert html.count("<li><bdi>Page ") == 2
    assert "French" in html
