"""Tells what has become due: each sealed period once, and the parts of a wave once it is over.

A period is sealed when a reconciliation of journal and counts, made after its last day, found on every node that nothing was
missing, and no node's fold lags behind it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from campaigns.plan.models import Campaign, Channel, ChannelKind
from campaigns.results.figures import disclosure
from campaigns.results.models import ToldParts, ToldPeriod
from campaigns.results.public.series import INDICATORS, PARTS, Series, is_protected, series_of
from core.editor.calendar import day_of
from core.words import languages
from reach.events import Dimension
from reach.journal.beats import lag
from reach.models import Reconciliation, Total
from serving.page_cache import is_counted

NO_CHANNEL = ""
Told = tuple[list[ToldPeriod], list[ToldParts]]
Read = Callable[[date, date], Iterable[tuple[str, date, int]]]


def sealed_before(last: Reconciliation | None = None, until: datetime | None = None) -> date | None:
    """The first day that is not sealed; None where nothing was ever reconciled.

    `last` is the last reconciliation that found nothing missing, `until` when all is counted: read here unless they are known.
    """
    last = last or Reconciliation.objects.filter(ok=True, not_compared=[]).order_by("-ran_at").first()
    return min(day_of(last.ran_at), day_of(until or timezone.now() - lag())) if last else None


def tell(campaign: Campaign) -> int:
    """Write down what is due; returns how many rows were written. Of two at once, the first word stands."""
    with transaction.atomic():
        periods, parts = due(campaign)
        before = ToldPeriod.objects.count()
        ToldPeriod.objects.bulk_create(periods, ignore_conflicts=True)
        ToldParts.objects.bulk_create(parts, ignore_conflicts=True)
        return ToldPeriod.objects.count() - before


def due(campaign: Campaign) -> Told:
    """What would be told now and was not told before, unsaved.

    Nothing is, while a cache before this site keeps what this site would count; protected pages it never keeps.
    """
    if not (is_counted() or is_protected(campaign)):
        return [], []
    sealed, today = sealed_before(), day_of(timezone.now())
    periods: list[ToldPeriod] = []
    parts: list[ToldParts] = []
    for series in series_of(campaign, list(campaign.waves.all()), today) if sealed else []:
        known = list(ToldPeriod.objects.filter(**series.key))
        fresh = periods_due(series, known, sealed, series.counts)
        periods += fresh
        parts += _parts(campaign, series, [*known, *fresh])
    return periods, parts


def periods_due(series: Series, known: list[ToldPeriod], sealed: date, read: Read) -> list[ToldPeriod]:
    """Those that are sealed and not yet known, unsaved; `read` gives (indicator, day or first of month, count) between two days."""
    told_until = known[-1].last if known else date.min
    spans = [span for span in series.periods(sealed) if span[0] > told_until]
    if not spans:
        return []
    counts = read(known[0].first if known else spans[0][0], spans[-1][1])
    fresh = [ToldPeriod(**series.key, first=first, last=last, numbers={}) for first, last in spans]
    for indicator in INDICATORS:
        days = {day: n for kind, day, n in counts if kind == indicator}
        _tell(indicator, days, known, fresh)
    return fresh


def _tell(indicator: str, days: dict[date, int], known: list[ToldPeriod], fresh: list[ToldPeriod]) -> None:
    """Fill one indicator of the fresh periods in; what is withheld of the known ones is told with the first that can."""
    firsts = [*_waiting(indicator, known), *(period.first for period in fresh)]
    starts = [firsts[0], *(period.first for period in fresh[1:])]
    sums = [_sum(days, start, period.last) for start, period in zip(starts, fresh, strict=True)]
    waiting = len(firsts) - len(fresh)
    for index, (period, told) in enumerate(zip(fresh, disclosure.in_time(sums), strict=True)):
        if told is None:
            period.numbers[indicator] = None
            continue
        begins = index - told.periods + 1
        period.numbers[indicator] = {
            "n": disclosure.rounded(told.n),
            "since": firsts[begins + waiting if begins else 0].isoformat(),
            "total": disclosure.rounded(_sum(days, date.min, period.last)),
        }


def _waiting(indicator: str, known: list[ToldPeriod]) -> list[date]:
    """The first days of the last periods whose number is withheld so far."""
    found: list[date] = []
    for period in reversed(known):
        if period.numbers.get(indicator) is not None:
            break
        found.insert(0, period.first)
    return found


def _sum(days: dict[date, int], first: date, last: date) -> int:
    return sum(n for day, n in days.items() if first <= day <= last)


def _parts(campaign: Campaign, series: Series, periods: list[ToldPeriod]) -> list[ToldParts]:
    """Once, when the series is over and its last period is told: of exactly what is told."""
    if series.surface or series.ends is None or not periods or periods[-1].last < series.ends:
        return []
    where = {"campaign": series.campaign, "wave": series.wave}
    if ToldParts.objects.filter(**where).exists():
        return []
    made = []
    for dimension, indicator in PARTS.items():
        told = [period for period in periods if period.numbers.get(indicator)]
        if told:
            cells = _cells(campaign, series, dimension, indicator, periods[0].first, told[-1].last)
            shown = {key: None if n is None else disclosure.rounded(n) for key, n in disclosure.parts(cells).items()}
            made.append(ToldParts(**where, dimension=dimension, indicator=indicator, until=told[-1].last, parts=shown))
    return made


def _cells(
    campaign: Campaign, series: Series, dimension: str, indicator: str, first: date, last: date
) -> dict[str, int]:
    """{part: count}, the empty ones too, in an order that is the same whatever the counts are."""
    found = Total.objects.filter(
        campaign=series.campaign,
        wave=series.wave,
        dimension=dimension,
        kind=indicator,
        grain=Total.Grain.DAY,
        start__range=(first, last),
    ).values_list("key", "n")
    if dimension == Dimension.CHANNEL:
        kinds = {str(pk): kind for pk, kind in Channel.objects.filter(campaign=campaign).values_list("pk", "kind")}
        planned = [kind for kind in ChannelKind.values if kind in kinds.values()]
        cells = dict.fromkeys([*planned, NO_CHANNEL], 0)
        found = [(kinds.get(key, NO_CHANNEL), n) for key, n in found]
    else:
        cells = dict.fromkeys(languages.codes(), 0)
        found = [(key if key in cells else "", n) for key, n in found]
    for key, n in found:
        cells[key] = cells.get(key, 0) + n
    return cells
