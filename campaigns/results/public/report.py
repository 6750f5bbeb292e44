"""What is public of a campaign, as page, JSON and CSV show it: all three are made of this and of nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, ChannelKind, Wave
from campaigns.results.figures.definitions import OF, Definition
from campaigns.results.models import ToldParts, ToldPeriod
from campaigns.results.public.series import INDICATORS, Series, is_protected, series_of
from core.editor.calendar import day_of
from core.words import languages
from reach.events import Dimension
from reach.models import Adjustment


@dataclass(frozen=True)
class Number:
    """`value` is rounded, or None where it is withheld. `since`: the first day that is in it, where that is an earlier one."""

    value: int | None
    since: date | None = None


@dataclass(frozen=True)
class Reached:
    """An indicator over all that is told of it. `target` is None where none was set.

    Of a correction it says that there is one and no more: its size, beside what is told, would bound what is withheld.
    """

    indicator: str
    value: int | None
    target: int | None = None
    is_corrected: bool = False
    rest: bool = False  # whether the last periods were too small to be told

    @property
    def label(self):
        return OF[self.indicator].name

    @property
    def is_nothing(self) -> bool:
        return self.value == 0 and not self.rest

    @property
    def percent(self) -> int | None:
        return None if self.value is None or not self.target else 100 * self.value // self.target

    @property
    def is_met(self) -> bool:
        return self.value is not None and self.target is not None and self.value >= self.target


@dataclass(frozen=True)
class Period:
    first: date
    last: date
    numbers: dict[str, Number]

    @property
    def listed(self) -> list[Number]:
        return list(self.numbers.values())


@dataclass(frozen=True)
class Part:
    key: str
    label: str
    value: int | None


@dataclass(frozen=True)
class Parts:
    """An indicator by language or by kind of channel, until a day."""

    dimension: str
    indicator: str
    until: date
    listed: list[Part]

    @property
    def label(self):
        return OF[self.indicator].name


@dataclass
class Block:
    """A wave, the time outside of any (`number` is 0), or the months of a protected surface."""

    number: int
    first: date
    last: date | None
    is_over: bool
    periods: list[Period]
    reached: list[Reached]
    parts: list[Parts] = field(default_factory=list)
    by_month: bool = False

    @property
    def key(self) -> str:
        return f"wave-{self.number}" if self.number else "months" if self.by_month else "outside"

    @property
    def aimed(self) -> list[Reached]:
        return [one for one in self.reached if one.target is not None]

    @property
    def counted(self) -> list[Reached]:
        """Those with a target first, then whatever else was counted."""
        return [*self.aimed, *(one for one in self.reached if one.target is None and not one.is_nothing)]

    @property
    def nothing(self) -> list[Reached]:
        """Measured, and nothing was counted."""
        return [one for one in self.reached if one.target is None and one.is_nothing]

    @property
    def is_told(self) -> bool:
        return bool(self.periods)

    @property
    def told_until(self) -> date | None:
        return self.periods[-1].last if self.periods else None

    @property
    def shown(self) -> list[str]:
        """The indicators that its table of periods shows."""
        return [one.indicator for one in self.counted]

    @property
    def table(self) -> list[Period]:
        """The newest first."""
        shown = self.shown
        return [Period(one.first, one.last, {key: one.numbers[key] for key in shown}) for one in reversed(self.periods)]


@dataclass
class Report:
    """Read once; a fixed number of queries, whatever the number of waves, channels and weeks."""

    campaign: Campaign
    extra: tuple[Sequence[ToldPeriod], Sequence[ToldParts]] = ((), ())  # for a preview: what would be told now

    @property
    def is_protected(self) -> bool:
        return is_protected(self.campaign)

    @cached_property
    def waves(self) -> list[Wave]:
        return list(self.campaign.waves.prefetch_related("targets"))

    @cached_property
    def _series(self) -> list[Series]:
        return series_of(self.campaign, self.waves, day_of(timezone.now()))

    @cached_property
    def blocks(self) -> list[Block]:
        """The newest wave first, what is outside of waves last, where anything is."""
        blocks = [self._block(series) for series in self._series]
        waves = sorted((one for one in blocks if one.number or one.by_month), key=lambda one: one.first, reverse=True)
        return [*waves, *(one for one in blocks if not one.number and not one.by_month and one.counted)]

    @property
    def uncounted(self) -> list[str]:
        """The indicators that are not counted at present, since a cache before this site answers with pages."""
        return [] if self.is_protected else [key for key, one in OF.items() if one.is_uncounted]

    @property
    def definitions(self) -> list[Definition]:
        """Of what is shown, in the order of the glossary."""
        shown = {one.indicator for block in self.blocks for one in (*block.counted, *block.nothing) if block.is_told}
        return [definition for key, definition in OF.items() if key in shown]

    @cached_property
    def told_until(self) -> date | None:
        return max((one.last for one in self._periods), default=None)

    @cached_property
    def told_at(self):
        return max((one.told_at for one in self._periods), default=None)

    @cached_property
    def _periods(self) -> list[ToldPeriod]:
        keys = {tuple(one.key.values()) for one in self._series}
        found = ToldPeriod.objects.filter(surface=self.campaign.audience) if self.is_protected else None
        found = ToldPeriod.objects.filter(campaign=self.campaign.pk) if found is None else found
        told = [*found, *self.extra[0]]
        return [one for one in told if (one.campaign, one.wave, one.surface) in keys]

    @cached_property
    def _parts(self) -> list[ToldParts]:
        return [*ToldParts.objects.filter(campaign=self.campaign.pk), *self.extra[1]]

    @cached_property
    def _corrections(self) -> set[tuple[int, str]]:
        """(wave, indicator) that the team corrects."""
        if self.told_until is None or self.is_protected:
            return set()
        found = Adjustment.objects.filter(campaign=self.campaign.pk, day__lte=self.told_until)
        return set(found.values_list("wave", "kind").distinct().order_by())

    def _block(self, series: Series) -> Block:
        wave = next((one for one in self.waves if one.pk == series.wave), None)
        order = sorted((one.starts_at, one.pk) for one in self.waves)
        told = [one for one in self._periods if (one.wave, one.surface) == (series.wave, series.surface)]
        targets = {one.indicator: one.value for one in wave.targets.all()} if wave else {}
        return Block(
            number=order.index((wave.starts_at, wave.pk)) + 1 if wave else 0,
            first=series.begins,
            last=series.ends or (day_of(wave.ends_at) if wave else None),
            is_over=series.ends is not None,
            periods=[period_of(one) for one in told],
            reached=[self._reached(one, told, targets.get(one), series.wave) for one in INDICATORS],
            parts=[_shown(one) for one in self._parts if one.wave == series.wave and not series.surface],
            by_month=bool(series.surface),
        )

    def _reached(self, indicator: str, told: list[ToldPeriod], target: int | None, wave: int) -> Reached:
        numbers = [one.numbers.get(indicator) for one in told]
        last = next((one for one in reversed(numbers) if one), None)
        rest = bool(numbers) and numbers[-1] is None
        # Of what is told in part only, nothing but the told part is said; of what is not, not even that it is none.
        value = last["total"] if last and (last["total"] or not rest) else None
        is_corrected = value is not None and (wave, indicator) in self._corrections
        return Reached(indicator, value, target, is_corrected, rest)


def period_of(told: ToldPeriod) -> Period:
    return Period(told.first, told.last, {one: _number(told, told.numbers.get(one)) for one in INDICATORS})


def _number(told: ToldPeriod, number: dict | None) -> Number:
    if number is None:
        return Number(None)
    since = date.fromisoformat(number["since"])
    return Number(number["n"], None if since == told.first else since)


def _shown(told: ToldParts) -> Parts:
    listed = [Part(key, _named(told.dimension, key), value) for key, value in told.parts.items()]
    order = {key: position for position, key in enumerate(_keys(told.dimension))}
    listed.sort(key=lambda part: order.get(part.key, len(order)))
    return Parts(told.dimension, told.indicator, told.until, listed)


def _keys(dimension: str) -> list[str]:
    return languages.codes() if dimension == Dimension.LOCALE else list(ChannelKind.values)


def _named(dimension: str, key: str) -> str:
    if dimension == Dimension.LOCALE:
        return languages.language(key).name if key in languages.codes() else _("another language")
    return str(ChannelKind(key).label) if key in ChannelKind.values else _("a link without a channel")
