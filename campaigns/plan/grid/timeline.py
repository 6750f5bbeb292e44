"""The waves over the days of their campaign, as bars in thousandths of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from campaigns.plan.models import Campaign, Wave

WHOLE = 1000


@dataclass(frozen=True)
class Bar:
    wave: Wave
    start: int
    width: int


@dataclass(frozen=True)
class Timeline:
    """`today` is None before and after."""

    starts_at: datetime
    ends_at: datetime
    bars: list[Bar]
    today: int | None


def of(campaign: Campaign, waves: Sequence[Wave]) -> Timeline | None:
    """None where no wave is planned."""
    if not waves:
        return None
    starts_at = min(campaign.starts_at, *(wave.starts_at for wave in waves))
    ends_at = max(campaign.ends_at or starts_at, *(wave.ends_at for wave in waves))

    def at(moment: datetime) -> int:
        return round(WHOLE * (moment - starts_at) / (ends_at - starts_at))

    bars = [Bar(wave, at(wave.starts_at), max(at(wave.ends_at) - at(wave.starts_at), 4)) for wave in waves]
    now = timezone.now()
    return Timeline(starts_at, ends_at, bars, at(now) if starts_at <= now <= ends_at else None)
