"""Turns lines of the journal into what is added to the aggregates: plain numbers, no database."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from reach.events import LATE, Dimension, Event, Reason, counted_as
from reach.journal.lines import as_kept, day_of, decode, is_protected
from reach.models import Total
from reach.visits.tokens import CAUSED

Key = tuple
Grain = Total.Grain
VIEW = "view"
REJECTED = "rejected"  # the kind under which rejected lines arrive


@dataclass
class Counted:
    """Keys are in the order of the models' own columns; see `reach.folding.adding`."""

    lines: int = 0
    torn: int = 0
    cells: Counter[Key] = field(default_factory=Counter)
    hours: Counter[Key] = field(default_factory=Counter)
    rejected: Counter[Key] = field(default_factory=Counter)
    arrivals: Counter[tuple[int, str]] = field(default_factory=Counter)
    views: Counter[Key] = field(default_factory=Counter)  # of open pages: hour, page, language, wording
    ahead: Counter[Key] = field(default_factory=Counter)  # the same of those that were sent before anybody looked
    claims: Counter[Event] = field(default_factory=Counter)  # what browsers told of them: see `reach.folding.settling`
    live_since: datetime | None = None  # what happened before is no news, whenever it arrives

    @property
    def totals(self) -> Counter[Key]:
        return totals_of(self.cells)

    def add(self, event: Event, n: int) -> None:
        """Count `n` lines that say the same; what must not be kept of an event is lost here, too."""
        event = as_kept(event)
        self.lines += n
        if event.reason:
            self._arrive(event, REJECTED, n)
            kind = counted_as(event.kind)
            self.rejected[day_of(event.bucket), event.surface, event.campaign, kind, event.reason] += n
            if event.kind == VIEW and event.reason == Reason.PREFETCH and not is_protected(event):
                self.ahead[event.bucket, event.page, event.locale, event.variant] += n
        elif (event.kind in CAUSED or event.kind in LATE) and not is_protected(event):
            self.claims[event] += n
        else:
            self.accept(event, n)

    def accept(self, event: Event, n: int) -> None:
        """Count it, where it happened."""
        event = replace(event, kind=counted_as(event.kind))
        self._arrive(event, event.kind, n)
        day = day_of(event.bucket)
        attributed = (event.campaign, event.wave, event.channel, event.link)
        self.cells[day, event.kind, event.surface, *attributed, event.page, event.locale, event.variant] += n
        if event.wave:  # what is protected has none
            self.hours[event.bucket, event.campaign, event.wave, event.kind] += n
        if event.kind == VIEW and not is_protected(event):
            self.views[event.bucket, event.page, event.locale, event.variant] += n

    def _arrive(self, event: Event, kind: str, n: int) -> None:
        if not is_protected(event) and (self.live_since is None or event.bucket >= self.live_since):
            self.arrivals[event.campaign, kind] += n


def count(data: bytes, live_since: datetime | None = None) -> Counted:
    """What whole lines say. Lines of one hour and one key are the same bytes: each is checked and read once."""
    counted = Counted(live_since=live_since)
    for line, n in _distinct(data.removesuffix(b"\n")):
        event = decode(line)
        if event is None:
            counted.torn += n
        else:
            counted.add(event, n)
    return counted


def valid_lines(data: bytes) -> int:
    """How many of the lines are whole."""
    return sum(n for line, n in _distinct(data) if decode(line) is not None)


def _distinct(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Each line and how often it stands there. Zeros around a line are room that was never written to, and none of it."""
    for line, n in Counter(data.split(b"\n")).items():
        if not line or (line[0] and line[-1]):
            yield line, n
        elif bare := line.strip(b"\0"):
            yield bare, n


def totals_of(cells: Counter[Key]) -> Counter[Key]:
    """Each cell once in every dimension, by day and by month, so that each dimension adds up to all."""
    totals: Counter[Key] = Counter()
    for (day, kind, surface, campaign, wave, channel, link, page, locale, variant), n in cells.items():
        keys = {
            Dimension.ALL: "",
            Dimension.SURFACE: surface,
            Dimension.CHANNEL: str(channel or ""),
            Dimension.LINK: str(link or ""),
            Dimension.PAGE: str(page or ""),
            Dimension.LOCALE: locale,
            Dimension.VARIANT: variant,
        }
        for grain, start in ((Grain.DAY, day), (Grain.MONTH, month_of(day))):
            for dimension, key in keys.items():
                totals[grain.value, start, campaign, wave, kind, dimension.value, key] += n
    return totals


def month_of(day: date | datetime) -> date:
    return date(day.year, day.month, 1)
