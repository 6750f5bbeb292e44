"""Which entries nobody has verified for twelve months."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

YEAR = timedelta(days=365)


def before(today: date | None = None) -> date:
    """What was verified before this day is stale."""
    return (today or timezone.localdate()) - YEAR


def stale() -> Q:
    return Q(verified_on__lt=before(), withdrawn_at=None)
