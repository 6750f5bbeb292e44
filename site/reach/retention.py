"""How long counts are kept, and their removal. Retention runs by itself; each step may run twice."""

import logging
from calendar import monthrange
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.measures import waves
from reach.folding.adding import add
from reach.folding.settling import forget
from reach.journal import journal
from reach.journal.lines import ZONE
from reach.journal.segments import our_nodes, segments_here, size_of, writer_lives
from reach.models import Cell, Hour, Rejected, Segment, Total

JOURNAL = timedelta(hours=72)  # after a segment is folded whole
HOURS = timedelta(days=30)  # after the end of the wave
MONTHS = 25  # of days; CNIL, fr/node/167364
logger = logging.getLogger(__name__)


def kept_from(now: datetime) -> date:
    """The first day that is still kept as a day."""
    today = now.astimezone(ZONE).date()
    month = today.year * 12 + today.month - 1 - MONTHS
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def first_full_month(now: datetime) -> date:
    """The first month of which every day is kept."""
    first = kept_from(now)
    return first if first.day == 1 else (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def purge() -> str:
    """Remove what is past its time, the journal of this machine included; a line that says what went."""
    segments, missing = remove_segments(timezone.now())
    said = f"{segments} segments, {purge_counts()}"
    return f"{said}; {missing} segments were missing" if missing else said


def purge_counts() -> str:
    """What lies in the database, for all nodes; the journal of each is its own business (see `reach.journal.upkeep`)."""
    now = timezone.now()
    hours, (cells, days) = remove_hours(now), remove_days(now)
    rooms, merged = forget(now), merge_rejected(now)
    return f"{hours} hours, {cells} cells, {days} totals of days, {merged} rejected of days, {rooms} hours of pages removed"


def remove_segments(now: datetime) -> tuple[int, int]:
    """Of this machine: how many files went, and how many were gone before their time. Records stay: they hold the numbers of lines."""
    here, due = segments_here(), now - JOURNAL
    removed = missing = 0
    ours = Segment.objects.filter(removed_at=None, node__in=our_nodes(), created_at__lte=due)
    for segment in ours.exclude(name__endswith=journal.APART):
        path = here.get((segment.node, segment.name))
        if path is None:
            logger.error("the segment %s is gone although it was not to be removed", segment)
            missing += 1
        elif not segment.sealed_at or segment.sealed_at > due or size_of(path) > segment.offset:
            continue
        # The record first: a comparison in between takes it at its word.
        Segment.objects.filter(pk=segment.pk).update(removed_at=now)
        removed += path is not None
    _remove_files(here, due)
    return removed, missing


def _remove_files(here: dict, due: datetime) -> None:
    """Files whose record says removed, and what a process killed at its first event left behind."""
    gone = set(Segment.objects.exclude(removed_at=None).filter(node__in=our_nodes()).values_list("node", "name"))
    for name in gone & here.keys():
        here[name].unlink(missing_ok=True)
    for path in journal.root().glob("*/*.new"):
        if path.stat().st_mtime < due.timestamp() and not writer_lives(path):
            path.unlink(missing_ok=True)


def remove_hours(now: datetime) -> int:
    """Hours of waves that ended 30 days ago; those of no wave, or of one that is no more, 30 days after themselves."""
    ends = {wave.wave: wave.ends_at for wave in waves.known() if wave.wave and wave.ends_at}
    over = [wave for wave, end in ends.items() if end <= now - HOURS]
    removed = Hour.objects.filter(wave__in=over).delete()[0]
    return removed + Hour.objects.exclude(wave__in=ends).filter(hour__lt=now - HOURS).delete()[0]


@transaction.atomic
def remove_days(now: datetime) -> tuple[int, int]:
    first = kept_from(now)
    cells = Cell.objects.filter(day__lt=first).delete()[0]
    return cells, Total.objects.filter(grain=Total.Grain.DAY, start__lt=first).delete()[0]


@transaction.atomic
def merge_rejected(now: datetime) -> int:
    """Rejected of days past their time become those of the first of the month, so that none is lost."""
    old = Rejected.objects.select_for_update().filter(day__lt=kept_from(now)).exclude(day__day=1)
    months: Counter = Counter()
    for day, *key, n in old.values_list("day", "surface", "campaign", "kind", "reason", "n"):
        months[day.replace(day=1), *key] += n
    add(Rejected, months)
    return old.delete()[0]
