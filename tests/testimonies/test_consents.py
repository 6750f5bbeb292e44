"""What was agreed to: for which use, in which language, on which day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale

from core.publication.sign_off import SignOffError
from testimonies.consent.consents import (
    ConsentError,
    allowed_languages,
    applicable,
    first_day_without,
    last_day,
    may_be_used,
    require_use,
)
from testimonies.models import Consent, ConsentEvent, Testimony, TestimonyWording, Use
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def draft(**fields) -> Testimony:
    return Testimony.objects.create(name="Sortie", pseudonym="Nadia", live=False, **fields)


def agreed(first: int, last: int, languages=("fr",), uses=("website",), **fields) -> Consent:
    """Not saved; days are counted from today."""
    period = {"valid_from": TODAY + first * DAY, "valid_until": TODAY + last * DAY}
    return Consent(pk=fields.pop("pk", None), uses=list(uses), languages=list(languages), **period, **fields)


@pytest.mark.parametrize(
    ("consent", "languages"),
    [
        (agreed(0, 0), ["fr"]),
        (agreed(-1, -1), []),
        (agreed(1, 9), []),
        (agreed(0, 9, uses=["press"]), []),
        (agreed(0, 9, languages=["fr", "en"]), ["en", "fr"]),
        (agreed(0, 9, withdrawn_at=timezone.now()), []),
    ],
)
def test_consent_holds_from_its_first_day_to_its_last(consent, languages):
    assert allowed_languages([consent], Use.WEBSITE, TODAY) == languages


def test_new_consent_takes_the_place_of_the_former_from_its_first_day():
    former, narrower = agreed(-9, 9, languages=["fr", "en"], pk=1), agreed(2, 20, pk=2)

    assert applicable([narrower, former], TODAY + DAY) is former
    assert applicable([narrower, former], TODAY + 2 * DAY) is narrower
    assert first_day_without([former, narrower], Use.WEBSITE, "en", TODAY, TODAY + 9 * DAY) == TODAY + 2 * DAY
    assert first_day_without([former, narrower], Use.WEBSITE, "fr", TODAY, TODAY + 20 * DAY) is None
    assert last_day([former, narrower], Use.WEBSITE, "fr", TODAY) == TODAY + 20 * DAY


def test_last_day_is_that_before_a_gap():
    assert last_day([agreed(-9, 3, pk=1), agreed(5, 9, pk=2)], Use.WEBSITE, "fr", TODAY) == TODAY + 3 * DAY
    assert last_day([agreed(1, 3)], Use.WEBSITE, "fr", TODAY) is None


@pytest.mark.parametrize(
    ("use", "language", "day", "reason"),
    [
        ("press", "fr", TODAY, "The consent of “Sortie” does not extend to this use: press."),
        ("website", "en", TODAY, "The consent of “Sortie” does not extend to this language: English."),
        ("website", "fr", date(2020, 1, 1), "“Sortie” has no consent on 1 January 2020: record one first."),
    ],
)
def test_use_that_was_not_agreed_to_is_refused_with_what_is_missing(use, language, day, reason):
    testimony = draft()
    factories.consent(testimony)

    with pytest.raises(ConsentError) as refused:
        require_use(testimony, use, language, day)

    assert refused.value.message == reason
    assert not may_be_used(testimony, use, language, day)
    assert may_be_used(testimony, "website", "fr")


def test_testimony_goes_live_with_a_consent_alone():
    testimony = draft()

    with pytest.raises(SignOffError, match="“Sortie” has no valid consent for this web site"):
        factories.go_live(testimony)

    factories.consent(testimony)
    assert factories.go_live(testimony).live


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_go_live_in_the_languages_of_the_consent_alone(english, language):
    testimony = draft()
    other = {"fr": "en", "en": "fr"}[language]
    consent = factories.consent(testimony, languages=[other])
    locale = Locale.objects.get(language_code=language)
    words = TestimonyWording.objects.create(testimony=testimony, locale=locale, words="Dit.", live=False)

    with pytest.raises(SignOffError, match="does not extend to this language"):
        factories.go_live(words)

    Consent.objects.filter(pk=consent.pk).update(languages=[language])
    assert factories.go_live(words).live


def test_consent_for_something_else_than_the_site_puts_nothing_live():
    testimony = draft()
    factories.consent(testimony, uses=["press", "print"])

    with pytest.raises(SignOffError, match="no valid consent for this web site"):
        factories.go_live(testimony)


def test_consent_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="The last day is before the first"):
        Consent(
            testimony=draft(), uses=["website"], languages=["fr"], valid_from=TODAY, valid_until=TODAY - DAY
        ).clean()


def test_record_of_a_consent_leaves_numbers_alone(admin):
    testimony = draft()

    consent = factories.consent(testimony)

    events = list(ConsentEvent.objects.order_by("pk").values_list("testimony_number", "consent_number", "kind"))
    assert events == [(testimony.pk, consent.pk, "recorded"), (testimony.pk, None, "began")]


def test_recording_is_of_the_medium_that_is_named():
    film = factories.video()

    with pytest.raises(ValidationError, match="Choose the recording"):
        draft(medium="video").clean()
    with pytest.raises(ValidationError, match="of the other kind"):
        Testimony(name="x", medium="audio", media=film).clean()
    Testimony(name="x", medium="video", media=film).clean()


def test_words_in_another_language_than_the_recording_say_what_it_says(english):
    testimony = draft(medium="video", media=factories.video())

    with pytest.raises(ValidationError, match="The recording is in another language"):
        TestimonyWording(testimony=testimony, locale=english).clean()

    own = TestimonyWording(testimony=testimony, locale=Locale.get_default())
    own.clean()
    assert own.transcript == "Tout ce qui est dit."
