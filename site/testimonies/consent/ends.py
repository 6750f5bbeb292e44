"""When consents end for good: no other takes their place."""

from dataclasses import dataclass
from datetime import date

from testimonies.consent.consents import last_day
from testimonies.models import Consent, Testimony, Use


@dataclass(frozen=True)
class Ending:
    """The last day of a consent that nothing follows without a gap, for a testimony on this web site."""

    testimony: Testimony
    consent: Consent
    last_day: date


def endings(start: date, end: date) -> list[Ending]:
    """Those whose last day is from `start` until before `end`, the nearest first. One query."""
    consents: dict[int, list[Consent]] = {}
    for one in Consent.objects.filter(withdrawn_at=None).select_related("testimony"):
        consents.setdefault(one.testimony_id, []).append(one)
    found = [ending for some in consents.values() for ending in _of(some) if start <= ending.last_day < end]
    return sorted(found, key=lambda ending: (ending.last_day, ending.testimony.name))


def _of(consents: list[Consent]) -> list[Ending]:
    """One for each stretch of days without a gap, in any language."""
    found: dict[date, Ending] = {}
    for consent in consents:
        if Use.WEBSITE not in consent.uses:
            continue
        days = [last_day(consents, Use.WEBSITE, language, consent.valid_from) for language in consent.languages]
        for day in filter(None, days):
            found[day] = Ending(consent.testimony, consent, day)
    return list(found.values())
