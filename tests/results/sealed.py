"""Counts to test results with, as the fold leaves them."""

from datetime import date, timedelta

from django.utils import timezone

from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import midnight
from reach.models import Reconciliation, Total

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


def wave(campaign: Campaign, first: date = MONDAY, weeks: int = 2, **fields) -> Wave:
    """A wave of whole weeks that started as planned."""
    starts, ends = midnight(first), midnight(first + weeks * WEEK)
    defaults = {"name": f"Vague {first}", "starts_at": starts, "ends_at": ends, "started_at": starts}
    return Wave.objects.create(campaign=campaign, **defaults | fields)


def count(
    of: Wave | Campaign,
    day: date,
    n: int,
    kind: str = "view",
    *,
    locale: str = "fr",
    channel: int = 0,
    surface: str = "buyers",
) -> None:
    """Add a count to the totals of a day and of its month, by each dimension."""
    campaign, wave = (of.campaign_id, of.pk) if isinstance(of, Wave) else (of.pk, 0)
    by = {"all": "", "locale": locale, "channel": str(channel) if channel else "", "surface": surface}
    for grain, start in (("day", day), ("month", day.replace(day=1))):
        for dimension, key in by.items():
            total, _new = Total.objects.get_or_create(
                campaign=campaign, wave=wave, kind=kind, grain=grain, start=start, dimension=dimension, key=key
            )
            total.n += n
            total.save()


def reconcile(day: date | None = None, ok: bool = True) -> Reconciliation:
    """Found in the night that begins a day; now, without one."""
    at = midnight(day) if day else timezone.now()
    return Reconciliation.objects.create(ran_at=at, aggregates=0, rejects=0, folded=0, journal=0, ok=ok)
