"""Whether a testimony may be used: for what, in which language, on which day. Every room that shows one asks here."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from testimonies.models import Consent, Testimony, Use

DAY = timedelta(days=1)


class ConsentError(Exception):
    """Something was not agreed to; the message says what is missing."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def may_be_used(testimony: Testimony, use: str, language: str, day: date | None = None) -> bool:
    """`use` is one of `Use`, `language` a code of settings, `day` today unless given. One or two queries."""
    return not problem(testimony, use, language, day)


def require_use(testimony: Testimony, use: str, language: str, day: date | None = None) -> None:
    """Raises ConsentError, whose message names the testimony and what was not agreed to."""
    wrong = problem(testimony, use, language, day)
    if wrong:
        raise ConsentError(wrong)


def problem(testimony: Testimony, use: str, language: str, day: date | None = None) -> str:
    """Why it may not be used so, in a sentence; empty where it may."""
    if testimony.is_erased:
        return _("“%(name)s” was withdrawn: nothing of it may be used.") % {"name": testimony}
    return missing(testimony, list(testimony.consents.all()), use, language, day or timezone.localdate())


def missing(testimony: Testimony, consents: list[Consent], use: str, language: str, day: date) -> str:
    """As `problem`, among consents that were read already."""
    said = {"name": testimony, "use": Use(use).label, "language": language_name(language), "day": _day(day)}
    consent = applicable(consents, day)
    if consent is None:
        return _("“%(name)s” has no consent on %(day)s: record one first.") % said
    if consent.withdrawn_at:
        return _("The consent of “%(name)s” was withdrawn.") % said
    if consent.valid_until < day:
        said["day"] = _day(consent.valid_until)
        if consent.valid_until >= timezone.localdate():
            return _("The consent of “%(name)s” ends on %(day)s: record a new one first.") % said
        return _("The consent of “%(name)s” ended on %(day)s: record a new one first.") % said
    if use not in consent.uses:
        return _("The consent of “%(name)s” does not extend to this use: %(use)s.") % said
    if language not in consent.languages:
        return _("The consent of “%(name)s” does not extend to this language: %(language)s.") % said
    return ""


def applicable(consents: Iterable[Consent], day: date) -> Consent | None:
    """The consent that counts on a day, valid or not: each takes the place of the one before from its first day on."""
    begun = [consent for consent in consents if consent.valid_from <= day]
    return max(begun, key=lambda consent: (consent.valid_from, consent.pk), default=None)


def allows(consents: Iterable[Consent], use: str, language: str, day: date) -> bool:
    return language in allowed_languages(consents, use, day)


def allowed_languages(consents: Iterable[Consent], use: str, day: date) -> list[str]:
    """The codes of the languages in which a testimony with these consents may be used so."""
    consent = applicable(consents, day)
    valid = consent is not None and not consent.withdrawn_at and consent.valid_until >= day and use in consent.uses
    return sorted(consent.languages) if valid else []


def first_day_without(consents: list[Consent], use: str, language: str, start: date, end: date) -> date | None:
    """The first day from `start` to `end` on which the use is not agreed to; None where it is on all of them."""
    turns = {start, *(one.valid_from for one in consents), *(one.valid_until + DAY for one in consents)}
    days = sorted(day for day in turns if start <= day <= end)
    return next((day for day in days if not allows(consents, use, language, day)), None)


def last_day(consents: list[Consent], use: str, language: str, start: date) -> date | None:
    """The last day until which a use is agreed to without a gap; None where it is not on `start`."""
    gap = first_day_without(consents, use, language, start, date.max)
    return None if gap is None or gap == start else gap - DAY


def first_moment_without(last: date) -> datetime:
    """A consent holds to the end of its last day, by the clock of this site."""
    return timezone.make_aware(datetime.combine(last + DAY, time.min))


def language_name(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
