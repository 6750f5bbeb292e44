"""What waves have and what channels cost, and whether the two agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from campaigns.plan.models import Channel, Wave


def more_for_waves() -> str:
    return _(
        "The waves have %(waves)s €, the channels cost %(channels)s €: %(difference)s € of the waves are in no channel."
    )


def more_for_channels() -> str:
    return _(
        "The channels cost %(channels)s €, the waves have %(waves)s €: %(difference)s € of the channels are in no wave."
    )


@dataclass(frozen=True)
class Sums:
    """In euros; None where nobody wrote a sum yet."""

    waves: Decimal | None
    channels: Decimal | None

    @classmethod
    def of(cls, waves: Iterable[Wave], channels: Iterable[Channel]) -> Self:
        return cls(_sum(wave.budget for wave in waves), _sum(channel.cost for channel in channels))

    @property
    def disagreement(self) -> str:
        """By how much, and which is larger; empty where they agree, or where one of them is not written yet."""
        if self.waves is None or self.channels is None or self.waves == self.channels:
            return ""
        said = more_for_waves() if self.waves > self.channels else more_for_channels()
        figures = {
            "waves": self.waves,
            "channels": self.channels,
            "difference": abs(self.waves - self.channels),
        }
        return said % {name: floatformat(figure, "-2g") for name, figure in figures.items()}


def _sum(given: Iterable[Decimal | None]) -> Decimal | None:
    written = [one for one in given if one is not None]
    return sum(written, Decimal(0)) if written else None
