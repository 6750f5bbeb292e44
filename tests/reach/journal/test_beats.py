"""What folds say of themselves, and how far the counter lags: of every node, whatever they share beside the database."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from reach.folding.fold import fold
from reach.journal import disk
from reach.journal.beats import lag
from reach.journal.lines import encode
from reach.models import Beat, Cell, Segment
from serving.clock import shared_now
from tests.reach.conftest import view
from tests.reach.folding.test_fold import write

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def write_earlier(node: Path, ago: timedelta) -> Path:
    """A segment that was begun earlier, with one line; its writer is gone."""
    name = f"{shared_now() - ago:%Y%m%dT%H%M%S}-1-aa.log"
    write(node, encode(view()), name=name)
    return node / name


def pass_by(time: timedelta) -> None:
    """As the beats see it: the clock of the database cannot be moved."""
    Beat.objects.update(folded_at=F("folded_at") - time, caught_up_at=F("caught_up_at") - time)


def is_about(found: timedelta, expected: timedelta) -> bool:
    return expected <= found < expected + MINUTE / 2


def test_lag_is_the_age_of_what_waits(node, db):
    segment = write_earlier(node, HOUR)
    fold()
    pass_by(2 * MINUTE)
    folded = lag()
    with segment.open("ab") as file:
        file.write(encode(view()))

    assert folded == timedelta()
    assert is_about(lag(), 2 * MINUTE)


def test_lag_without_any_fold_begins_with_the_segment(node, db):
    write_earlier(node, 4 * MINUTE)

    assert is_about(lag(), 4 * MINUTE)


@pytest.mark.parametrize(("silent", "behind"), [(MINUTE, MINUTE), (10 * SECOND, timedelta())])
def test_node_elsewhere_that_fell_silent_lags(node, db, silent, behind):
    said = shared_now() - silent
    Beat.objects.create(node="elsewhere", folded_at=said, caught_up_at=said)

    assert is_about(lag(), behind)


def elsewhere(silent: timedelta, *, unfinished: int = 0) -> None:
    """A node of two segments, of which so many are not folded whole."""
    said = shared_now() - silent
    Beat.objects.create(node="elsewhere", folded_at=said, caught_up_at=said)
    for number in range(2):
        sealed_at = None if number < unfinished else said
        Segment.objects.create(node="elsewhere", name=f"{number}.log", created_at=said, sealed_at=sealed_at)


@pytest.mark.parametrize(
    ("hours", "unfinished", "behind"), [(23, 0, 23 * HOUR), (25, 0, timedelta()), (25, 1, 25 * HOUR)]
)
def test_node_that_is_silent_for_a_day_is_waited_for_where_its_journal_is_not_counted(
    node, db, hours, unfinished, behind
):
    elsewhere(hours * HOUR, unfinished=unfinished)

    assert is_about(lag(), behind)


def test_node_whose_disk_is_lost_is_given_up(node, db, capsys):
    elsewhere(25 * HOUR, unfinished=1)

    call_command("reach_give_up", "elsewhere")

    assert capsys.readouterr().out == "1 segments of elsewhere are given up\n"
    assert lag() == timedelta()


@pytest.mark.parametrize(
    ("name", "hours", "why"),
    [
        ("elsewhere", 23, "less than a day ago"),
        ("nobody", 25, "No node is called nobody"),
        ("node", 25, "run reach_fold"),
    ],
)
def test_node_that_may_come_back_is_not_given_up(node, db, name, hours, why):
    write_earlier(node, HOUR)
    fold()
    elsewhere(hours * HOUR, unfinished=1)

    with pytest.raises(CommandError, match=why):
        call_command("reach_give_up", name)

    assert Segment.objects.filter(node="elsewhere", sealed_at=None).count() == 1


def test_journal_of_a_node_that_is_gone_is_counted_where_its_folder_is_put(node, db):
    elsewhere(25 * HOUR)
    write(node.parent / "elsewhere", encode(view()))

    waiting = lag()
    fold()

    assert (waiting > timedelta(), lag(), Cell.objects.get().n) == (True, timedelta(), 1)


def test_node_elsewhere_that_cannot_read_its_journal_lags(node, db):
    Beat.objects.create(node="elsewhere", folded_at=shared_now(), caught_up_at=shared_now() - HOUR)

    assert is_about(lag(), HOUR)


def test_fold_that_cannot_read_a_segment_has_not_caught_up(node, db):
    write_earlier(node, HOUR)
    (node / "20261125T120000-1-bb.log").mkdir()

    fold()
    first = Beat.objects.get()
    pass_by(MINUTE)
    fold()

    assert is_about(shared_now() - first.folded_at, timedelta())
    assert Beat.objects.get().caught_up_at == first.caught_up_at - MINUTE < first.folded_at - MINUTE


def test_fold_that_finds_nothing_says_so_now_and_then(node, db):
    segment = write_earlier(node, HOUR)
    fold()
    first = Beat.objects.get()
    fold()
    idle = Beat.objects.get()
    disk.set_aside(node)
    disk.add_dropped(node, 3)
    fold()
    lost = Beat.objects.get()
    with segment.open("ab") as file:
        file.write(encode(view()))
    fold()
    busy = Beat.objects.get()
    pass_by(6 * SECOND)
    fold()

    assert idle.folded_at == first.folded_at
    assert (lost.dropped, lost.folded_at < busy.folded_at < Beat.objects.get().folded_at) == (3, True)
