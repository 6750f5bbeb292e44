"""Notes: remarks and indicators, by those who may write them."""

from datetime import time

import pytest
from django.urls import reverse

from campaigns.plan.models import Wave
from campaigns.results.models import Annotation, ManualIndicator
from tests import factories
from tests.results.conftest import DAY, TODAY, at

pytestmark = pytest.mark.usefixtures("in_english")

NOTE = {"note-day": "2026-11-20", "note-at": "20:15", "note-text": "Passage au journal"}
INDICATOR = {
    "indicator-name": "Personnes aidées",
    "indicator-value": "41",
    "indicator-unit": "",
    "indicator-source": "Rapport de l’association",
    "indicator-measured_on": "2026-11-20",
    "indicator-wave": "",
}
WRITERS = {"editor", "publisher", "analyst", "administrator", "superuser"}


def address(name: str, *args) -> str:
    return reverse(name, args=args)


def test_remark_is_kept_with_its_author(client, people, campaign):
    client.force_login(people["analyst"])

    client.post(address("results_note_add", campaign.pk), NOTE)

    note = Annotation.objects.get()
    assert (note.campaign, note.day.isoformat(), note.at, note.text, note.author) == (
        campaign,
        "2026-11-20",
        time(20, 15),
        "Passage au journal",
        people["analyst"],
    )


def test_indicator_is_kept_with_its_author(client, people, campaign):
    client.force_login(people["analyst"])

    client.post(address("results_indicator_add", campaign.pk), INDICATOR)

    one = ManualIndicator.objects.get()
    assert (one.name, one.value, one.source, one.author) == (
        "Personnes aidées",
        41,
        "Rapport de l’association",
        people["analyst"],
    )


def test_notes_are_written_by_those_who_see_results_alone(client, people, campaign):
    wrote = set()
    for role, person in people.items():
        client.force_login(person)
        client.post(address("results_note_add", campaign.pk), NOTE)
        client.post(address("results_indicator_add", campaign.pk), INDICATOR)
        if Annotation.objects.exists() and ManualIndicator.objects.exists():
            wrote.add(role)
        Annotation.objects.all().delete()
        ManualIndicator.objects.all().delete()

    assert wrote == WRITERS


@pytest.mark.parametrize(
    ("author", "expected"),
    [("analyst", {"analyst"}), ("editor", {"editor"}), (None, {"administrator", "superuser"})],
)
def test_notes_are_removed_by_their_author_alone(client, people, campaign, author, expected):
    removed, wrote = set(), people.get(author)
    for role, person in people.items():
        note = Annotation.objects.create(campaign=campaign, day=TODAY, text="x", author=wrote)
        one = ManualIndicator.objects.create(
            campaign=campaign, name="x", value=1, source="y", measured_on=TODAY, author=wrote
        )
        client.force_login(person)
        change = address("results_indicator_change", campaign.pk, one.pk)
        changed = {"name": "Autre", "value": "2", "source": "y", "measured_on": TODAY.isoformat()}
        client.post(change, changed)
        assert ManualIndicator.objects.filter(name="Autre").exists() == (role in expected), role
        ManualIndicator.objects.filter(pk=one.pk).update(author=wrote)
        client.post(address("results_note_remove", campaign.pk, note.pk))
        client.post(address("results_indicator_remove", campaign.pk, one.pk))
        if not Annotation.objects.exists() and not ManualIndicator.objects.exists():
            removed.add(role)
        Annotation.objects.all().delete()
        ManualIndicator.objects.all().delete()

    assert removed == expected


def test_note_of_another_campaign_is_not_reached(admin_client, campaign):
    other = factories.campaign()
    note = Annotation.objects.create(campaign=other, day=TODAY, text="x")

    assert admin_client.post(address("results_note_remove", campaign.pk, note.pk)).status_code == 404
    assert Annotation.objects.exists()


def test_remark_without_words_is_refused_with_the_reason(admin_client, campaign):
    response = admin_client.post(address("results_note_add", campaign.pk), NOTE | {"note-text": ""})

    assert (response.status_code, Annotation.objects.exists()) == (422, False)
    assert response.context["note_form"].errors == {"text": ["This field is required."]}


def test_indicator_of_a_day_to_come_is_refused_with_the_remedy(admin_client, campaign):
    tomorrow = {"indicator-measured_on": (TODAY + DAY).isoformat()}

    response = admin_client.post(address("results_indicator_add", campaign.pk), INDICATOR | tomorrow)

    assert response.context["indicator_form"].errors == {
        "measured_on": ["This day is still to come: write the day on which it was measured."]
    }


def test_indicator_of_the_wave_of_another_campaign_is_refused(admin_client, campaign):
    other = Wave.objects.create(campaign=factories.campaign(), name="x", starts_at=at(-2), ends_at=at(2))

    admin_client.post(address("results_indicator_add", campaign.pk), INDICATOR | {"indicator-wave": other.pk})

    assert not ManualIndicator.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_notes_take_as_many_queries_for_one_as_for_many(
    number, admin_client, admin, campaign, wave, django_assert_num_queries
):
    for _one in range(number):
        Annotation.objects.create(campaign=campaign, day=TODAY, text="x", author=admin)
        ManualIndicator.objects.create(
            campaign=campaign, wave=wave, name="x", value=1, source="y", measured_on=TODAY, author=admin
        )
    admin_client.get(address("results_notes", campaign.pk))

    with django_assert_num_queries(11):
        admin_client.get(address("results_notes", campaign.pk))
