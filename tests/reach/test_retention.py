"""What is removed, when, and what stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from campaigns.plan.models import Campaign, Wave
from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.folding.rebuilding import rebuild
from reach.journal import journal
from reach.journal.lines import encode
from reach.models import Cell, Hour, Rejected, Segment, Total
from reach.retention import first_full_month, kept_from, purge
from tests.reach.conftest import view
from tests.reach.folding.test_fold import write


@pytest.mark.parametrize(
    ("now", "day", "month"),
    [
        (datetime(2026, 11, 25, 12, tzinfo=UTC), date(2024, 10, 25), date(2024, 11, 1)),
        (datetime(2026, 3, 31, 12, tzinfo=UTC), date(2024, 2, 29), date(2024, 3, 1)),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), date(2024, 1, 1), date(2024, 1, 1)),
    ],
)
def test_days_are_kept_for_25_months(now, day, month):
    assert (kept_from(now), first_full_month(now)) == (day, month)


def test_segment_goes_72_hours_after_it_is_folded_and_its_lines_stay_known(node, db, time_machine):
    write(node, encode(view()))
    fold()

    time_machine.move_to(timezone.now() + timedelta(hours=71))
    early = (purge(), len(list(node.glob("*.log"))))
    time_machine.move_to(timezone.now() + timedelta(hours=2), tick=False)
    late = (purge(), len(list(node.glob("*.log"))))

    nothing = "0 segments, 0 hours, 0 cells, 0 totals of days, 0 rejected of days, 0 hours of pages removed"
    first = nothing.replace("0 hours of pages", "1 hours of pages")
    assert (early, late) == ((first, 1), (nothing.replace("0 segments", "1 segments"), 0))
    assert Segment.objects.get().removed_at == timezone.now()
    assert (reconcile().journal, reconcile().ok) == (1, True)


def test_segment_with_bytes_that_are_not_folded_stays(node, db, time_machine):
    write(node, encode(view()))
    fold()
    write(node, encode(view()))

    time_machine.move_to(timezone.now() + timedelta(days=9))
    purge()

    assert len(list(node.glob("*.log"))) == 1


def test_segment_of_a_living_writer_stays(node, db, time_machine):
    journal.append(view())
    fold()

    time_machine.move_to(timezone.now() + timedelta(days=9))
    purge()

    assert len(list(node.glob("*.log"))) == 1


def test_segment_that_somebody_removed_is_told_and_taken_at_its_word_after_72_hours(node, db, time_machine, caplog):
    write(node, encode(view()))
    fold()
    next(node.glob("*.log")).unlink()
    before = reconcile().ok

    time_machine.move_to(timezone.now() + timedelta(hours=73))

    assert purge().endswith("; 1 segments were missing")
    assert (before, reconcile().ok) == (False, True)
    assert [record.getMessage() for record in caplog.records] == [
        "the segment node/20261125T120000-1-aa.log is gone although it was not to be removed"
    ]


def test_hours_go_30_days_after_their_wave(db):
    now = timezone.now()
    campaign = Campaign.objects.create(name="C", audience="public", frame="law", starts_at=now - timedelta(days=99))
    ended, running = (
        Wave.objects.create(campaign=campaign, name=name, starts_at=now - timedelta(days=90), ends_at=end)
        for name, end in (("ended", now - timedelta(days=31)), ("running", now - timedelta(days=29)))
    )
    for wave in (ended.pk, running.pk, 0):
        for days in (60, 1):
            Hour.objects.create(hour=now - timedelta(days=days), campaign=1, wave=wave, kind="view", n=1)

    purge()

    kept = [(running.pk, 60), (running.pk, 1), (0, 1)]
    assert sorted((wave, (now - hour).days) for wave, hour in Hour.objects.values_list("wave", "hour")) == sorted(kept)


def test_days_go_after_25_months_and_months_stay(node, db, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    for day in (24, 25):
        write(node, encode(view(bucket=datetime(2024, 10, day, 9, tzinfo=UTC))))
        write(node, encode(view(bucket=datetime(2024, 10, day, 9, tzinfo=UTC), reason="bot")))
    fold()

    purge()

    assert list(Cell.objects.values_list("day", flat=True)) == [date(2024, 10, 25)]
    assert list(Total.objects.filter(dimension="all").order_by("grain").values_list("grain", "start", "n")) == [
        ("day", date(2024, 10, 25), 1),
        ("month", date(2024, 10, 1), 2),
    ]
    assert sorted(Rejected.objects.values_list("day", "n")) == [(date(2024, 10, 1), 1), (date(2024, 10, 25), 1)]
    assert reconcile().ok


def test_rebuild_makes_the_totals_that_the_fold_made(node, db):
    events = [view(page=page, channel=page % 3, locale=("fr", "ar")[page % 2]) for page in range(1, 12)]
    write(node, *(encode(event) for event in events))
    fold()
    columns = ["grain", "start", "campaign", "wave", "kind", "dimension", "key", "n"]
    made = sorted(Total.objects.values_list(*columns))
    Total.objects.filter(dimension="page").update(n=99)
    Total.objects.filter(dimension="locale").delete()

    call_command("reach_rebuild")

    assert sorted(Total.objects.values_list(*columns)) == made


def test_rebuild_leaves_months_whose_days_are_gone(node, db):
    old = Total.objects.create(
        grain="month", start=date(2020, 1, 1), campaign=1, kind="view", dimension="all", key="", n=5
    )

    rebuild()

    assert list(Total.objects.values_list("pk", "n")) == [(old.pk, 5)]
