"""Consent and launches: each testimony is agreed to in the language until the campaign's planned end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from testimonies.consent.consents import problem
from testimonies.models import TestimonyWording, Use
from tests import factories
from tests.factories import block
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")

DAY = timedelta(days=1)
TODAY = timezone.localdate()


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def shown(index, *testimonies, **campaign):
    """The page and its campaign, as a subject of the check."""
    made = factories.campaign(**campaign)
    body = [block("testimony", testimony=testimony.pk) for testimony in testimonies]
    return subject(factories.campaign_page(index, made, title="La loi", body=body), thing=made)


def said(day) -> str:
    return date_format(day, "DATE_FORMAT")


def test_testimony_agreed_to_until_the_end_passes(index):
    about = shown(index, factories.voice(), ends_at=timezone.now() + 30 * DAY)

    assert failures("consent", about) == []


def test_consent_that_ends_before_the_campaign_fails_with_both_days(index):
    testimony = factories.voice(name="Sortie", agreed={"valid_until": TODAY + 9 * DAY})
    about = shown(index, testimony, ends_at=timezone.now() + 30 * DAY)

    (failure,) = failures("consent", about)

    assert failure.message == (
        f"From {said(TODAY + 10 * DAY)}, before the campaign ends on {said(TODAY + 30 * DAY)}: "
        f"The consent of “Sortie” ends on {said(TODAY + 9 * DAY)}: record a new one first."
    )
    assert failure.url == reverse("testimony_consents", args=[testimony.pk])


@pytest.mark.parametrize(("days", "verb"), [(-1, "ended"), (0, "ends")])
def test_consent_ends_until_its_last_day_is_over(home, days, verb):
    last = TODAY + days * DAY
    testimony = factories.voice(name="Sortie", agreed={"valid_from": last - DAY, "valid_until": TODAY})
    testimony.consents.update(valid_until=last)

    told = problem(testimony, Use.WEBSITE, "fr", max(TODAY, last + DAY))

    assert told == f"The consent of “Sortie” {verb} on {said(last)}: record a new one first."


def test_consent_that_another_follows_without_a_gap_passes(index):
    testimony = factories.voice(agreed={"valid_until": TODAY + 9 * DAY})
    factories.consent(testimony, valid_from=TODAY + 10 * DAY)

    assert failures("consent", shown(index, testimony, ends_at=timezone.now() + 30 * DAY)) == []


def test_campaign_without_an_end_asks_about_today(index):
    assert failures("consent", shown(index, factories.voice(agreed={"valid_until": TODAY}))) == []


def test_language_that_was_not_agreed_to_fails(index, english_home, translate):
    testimony = factories.voice(name="Sortie")
    page = factories.campaign_page(index, body=[block("testimony", testimony=testimony.pk)])
    translate(index, english_home.locale)
    translate(page, english_home.locale)

    assert messages("consent", subject(page, language="en", thing=page.campaign)) == [
        "The testimony “Sortie” has no words in this language (English).",
        "The consent of “Sortie” does not extend to this language: English.",
    ]


def test_words_that_are_not_published_fail_where_they_are_edited(index):
    testimony = factories.voice(name="Sortie")
    about = shown(index, testimony)
    TestimonyWording.objects.update(live=False)

    (failure,) = failures("consent", about)

    assert failure.message == "The words of the testimony “Sortie” in this language (French) are not published."
    edit = TestimonyWording.snippet_viewset.get_url_name("edit")
    assert failure.url == reverse(edit, args=[testimony.wordings.get().pk])


def test_testimony_without_consent_fails_for_its_page(index):
    testimony = factories.voice(name="Sortie")
    about = shown(index, testimony)
    testimony.consents.all().delete()

    assert messages("consent", about) == ["“La loi” shows the testimony “Sortie”, which has no consent."]


@pytest.mark.parametrize("number", [1, 3])
def test_check_costs_three_queries_whatever_the_number(index, django_assert_num_queries, number):
    about = shown(index, *[factories.voice() for _one in range(number)])

    with django_assert_num_queries(3):
        failures("consent", about)
