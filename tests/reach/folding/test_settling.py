"""What views lead to is bounded by views, and views that browsers tell by pages that were sent ahead: of the same page, language and wording, in an hour."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.signals import pre_delete
from django.utils import timezone

from reach.comparison.reconciling import reconcile
from reach.events import Event
from reach.folding.fold import fold
from reach.folding.settling import forget, reject_excess
from reach.journal import journal
from reach.journal.lines import encode
from reach.models import Beat, Cell, Held, Hour, Rejected, Room
from reach.retention import purge_counts
from tests.reach.conftest import NOON
from tests.reach.folding.test_fold import write

ONE, MINUTE = timedelta(hours=1), timedelta(minutes=1)
VIEW = Event(NOON, "view", "buyers", campaign=1, wave=2, page=5, locale="fr", variant="7-b")
CALL = replace(VIEW, kind="cta_call")
AHEAD = replace(VIEW, reason="prefetch")
LOOKED, CAME = replace(VIEW, kind="late_view"), replace(VIEW, kind="late_entry")


@pytest.fixture
def now():
    """The hour that is not over: what is told of it may still find its view."""
    return journal.bucket_of(False, timezone.now())


def happen(*events: Event) -> None:
    for event in events:
        journal.append(event)
    fold()


def counted(kind: str = "cta_call") -> int:
    return sum(Cell.objects.filter(kind=kind).values_list("n", flat=True))


def rejected() -> list[tuple]:
    return list(Rejected.objects.values_list("kind", "reason", "campaign", "n"))


def test_what_a_view_leads_to_is_counted_beside_it(node, db):
    happen(VIEW, CALL, replace(VIEW, kind="read_50"))

    assert [counted(kind) for kind in ("view", "cta_call", "read_50")] == [1, 1, 1]
    assert set(Hour.objects.values_list("kind", "n")) == {("view", 1), ("cta_call", 1), ("read_50", 1)}
    assert rejected() == []


def test_two_views_allow_two_calls_whatever_brought_them(node, db):
    happen(VIEW, VIEW, CALL, replace(CALL, channel=3))

    assert (counted(), rejected()) == (2, [])


def test_forged_calls_are_no_more_than_the_views_and_the_rest_is_rejected(node, db):
    happen(VIEW, *[CALL] * 120)

    assert (counted(), rejected()) == (1, [("cta_call", "excess", 1, 119)])
    assert Room.objects.get(kind="cta_call").refused == 119
    assert Held.objects.count() == 0
    assert reconcile().ok


@pytest.mark.parametrize("other", [{"page": 6}, {"locale": "en"}, {"variant": "7-a"}, {"bucket": NOON - ONE}])
def test_views_of_another_page_language_wording_or_earlier_hour_allow_nothing(node, db, other):
    happen(replace(VIEW, **other), CALL)

    assert (counted(), rejected()) == (0, [("cta_call", "excess", 1, 1)])


def test_page_that_is_kept_ready_has_the_token_of_the_hour_before(node, db):
    happen(replace(VIEW, bucket=NOON + ONE), CALL, replace(CALL, bucket=NOON + ONE))

    assert (counted(), rejected()) == (1, [("cta_call", "excess", 1, 1)])


def test_what_comes_before_its_view_waits_for_it_and_the_comparison_says_so(node, db, now):
    happen(replace(CALL, bucket=now), replace(CALL, bucket=now, channel=3))
    waiting = reconcile()

    happen(replace(VIEW, bucket=now))

    assert (waiting.aggregates, waiting.rejects, waiting.held, waiting.folded, waiting.ok) == (0, 0, 2, 2, True)
    assert (counted(), Held.objects.get().n) == (1, 1)
    assert reconcile().ok


def test_view_in_a_segment_that_is_read_later_is_found(node, db, now):
    write(node, encode(replace(CALL, bucket=now)), name="20261125T120000-1-aa.log")
    write(node, encode(replace(VIEW, bucket=now)), name="20261125T120000-2-bb.log")

    fold()

    assert (counted(), Held.objects.count()) == (1, 0)


def test_view_is_taken_once_whatever_comes_later(node, db, now):
    view, call = replace(VIEW, bucket=now), replace(CALL, bucket=now)
    happen(view, call)
    happen(call)
    happen(call, view)

    assert (counted(), Held.objects.get().n) == (2, 1)


def test_hours_of_pages_are_forgotten_after_four_days(node, db, now):
    happen(replace(VIEW, bucket=now), replace(VIEW, bucket=now - timedelta(days=5)))

    purge_counts()

    assert [room.hour for room in Room.objects.all()] == [now]


def test_hours_of_pages_are_kept_for_four_days_exactly(db):
    for ago in (timedelta(days=4), timedelta(days=4, hours=1)):
        Room.objects.create(hour=NOON - ago, page=5, kind="view", n=1)

    assert forget(NOON) == 1
    assert Room.objects.get().hour == NOON - timedelta(days=4)


def wait(*events: Event) -> None:
    """As a fold leaves what found no view."""
    for event in events:
        Held.objects.create(n=2, **dict(zip(Held.KEY, Held.key(event), strict=True)))


@pytest.mark.parametrize(
    ("caught_up", "passed", "refused"),
    [
        ({}, 2 * ONE, 2),
        ({}, 2 * ONE - MINUTE, 0),
        ({"here": 2 * ONE}, 3 * ONE, 2),
        ({"here": 2 * ONE - MINUTE}, 3 * ONE, 0),
        ({"here": 3 * ONE, "there": ONE}, 3 * ONE, 0),
        ({"here": 30 * ONE, "there": ONE}, 25 * ONE - MINUTE, 0),
        ({"here": 30 * ONE, "there": ONE}, 25 * ONE + MINUTE, 2),
    ],
)
def test_what_waits_is_refused_once_both_hours_are_counted_by_all_who_still_speak(db, caught_up, passed, refused):
    wait(CALL)
    for node, until in caught_up.items():
        Beat.objects.create(node=node, folded_at=NOON + until, caught_up_at=NOON + until)

    assert reject_excess(NOON + passed) == refused
    assert Held.objects.count() == (0 if refused else 1)


def test_nothing_is_refused_where_nothing_waits(db):
    assert reject_excess(NOON) == 0


def test_what_is_refused_is_remembered_of_its_own_page_and_kind(node, db):
    other = replace(CALL, page=6)
    happen(VIEW, *[CALL] * 3, *[other] * 2)
    happen(other)

    assert sorted(Room.objects.values_list("page", "kind", "n", "refused")) == [
        (5, "cta_call", 1, 2),
        (5, "view", 1, 0),
        (6, "cta_call", 0, 3),
    ]


def test_what_waits_for_another_page_goes_on_waiting(node, db, now):
    happen(replace(CALL, bucket=now, page=6))

    happen(replace(VIEW, bucket=now), replace(CALL, bucket=now))

    assert (counted(), Held.objects.get().page) == (1, 6)


def test_refusal_that_dies_refuses_nothing(db):
    def die(**kwargs):
        raise KeyboardInterrupt

    wait(CALL)
    pre_delete.connect(die, sender=Held)
    try:
        with pytest.raises(KeyboardInterrupt):
            reject_excess(NOON + 3 * ONE)
    finally:
        pre_delete.disconnect(die, sender=Held)

    assert (Held.objects.count(), Rejected.objects.count(), Room.objects.count()) == (1, 0, 0)


def test_protected_pages_have_no_hours(node, db):
    happen(Event(journal.bucket_of(True, NOON), "view", "outreach", page=5))

    assert Room.objects.count() == 0


def counts() -> dict[str, int]:
    return {kind: counted(kind) for kind in ("view", "entry", "read_50", "read_90")}


def test_page_that_was_sent_ahead_is_a_view_once_somebody_looks(node, db):
    happen(AHEAD, LOOKED, CAME, replace(VIEW, kind="read_50"))

    assert counts() == {"view": 1, "entry": 1, "read_50": 1, "read_90": 0}
    assert rejected() == [("view", "prefetch", 1, 1)]
    assert set(Hour.objects.values_list("kind", "n")) == {("view", 1), ("entry", 1), ("read_50", 1)}
    assert reconcile().ok


def test_two_that_were_sent_ahead_are_two_views(node, db):
    happen(AHEAD, AHEAD, LOOKED, LOOKED)

    assert counted("view") == 2


def test_one_page_sent_ahead_is_one_view_however_often_it_is_told(node, db):
    read = [replace(VIEW, kind=kind) for kind in ("read_50", "read_90")]

    happen(AHEAD, *[LOOKED, CAME, *read] * 6)

    assert counts() == {"view": 1, "entry": 1, "read_50": 1, "read_90": 1}
    kinds = ("view", "entry", "read_50", "read_90")
    assert sorted(rejected()) == sorted([("view", "prefetch", 1, 1), *[(kind, "excess", 1, 5) for kind in kinds]])
    assert reconcile().ok


def test_view_that_is_told_of_a_page_that_was_not_sent_ahead_is_rejected(node, db):
    happen(VIEW, replace(VIEW, reason="bot"), LOOKED, CAME)

    assert (counted("view"), counted("entry")) == (1, 0)
    assert sorted(rejected()) == [("entry", "excess", 1, 1), ("view", "bot", 1, 1), ("view", "excess", 1, 1)]
    assert reconcile().ok


@pytest.mark.parametrize("other", [{"page": 6}, {"locale": "en"}, {"variant": "7-a"}, {"bucket": NOON - ONE}])
def test_what_was_sent_ahead_of_another_page_language_wording_or_earlier_hour_allows_nothing(node, db, other):
    happen(replace(AHEAD, **other), LOOKED)

    assert counted("view") == 0


def test_page_that_is_kept_ready_and_sent_ahead_has_the_token_of_the_hour_before(node, db):
    happen(replace(AHEAD, bucket=NOON + ONE), LOOKED, CALL)

    assert (counted("view"), counted()) == (1, 1)


def test_refused_word_of_a_browser_is_no_page_sent_ahead(node, db):
    happen(replace(LOOKED, reason="prefetch"), LOOKED)

    assert counted("view") == 0
    assert sorted(rejected()) == [("view", "excess", 1, 1), ("view", "prefetch", 1, 1)]


def test_view_that_is_told_before_its_page_is_read_waits_and_is_taken_once(node, db, now):
    ahead, looked, call = (replace(event, bucket=now) for event in (AHEAD, LOOKED, CALL))
    happen(looked, call)
    happen(looked)
    before = (counted("view"), reconcile().ok)

    happen(ahead)
    happen(call)

    assert (before, counted("view"), counted()) == ((0, True), 1, 1)
    assert sorted(Held.objects.values_list("kind", "n")) == [("cta_call", 1), ("late_view", 1)]
    assert reconcile().ok


@transaction.atomic
def die_at_the_end_of_a_fold() -> None:
    fold()
    raise KeyboardInterrupt


def test_fold_that_dies_counts_no_view_twice(node, db):
    """As a kill at the last moment leaves it: nothing of the transaction, and the chunk is read again."""
    write(node, encode(AHEAD), encode(LOOKED), encode(LOOKED), encode(CALL))

    with pytest.raises(KeyboardInterrupt):
        die_at_the_end_of_a_fold()
    fold()
    fold()

    assert (counted("view"), counted(), Room.objects.get(kind="prefetch").n) == (1, 1, 1)
    assert reconcile().ok


def test_protected_page_that_is_sent_ahead_is_none(node, db):
    happen(Event(journal.bucket_of(True, NOON), "view", "outreach", page=5, reason="prefetch"))

    assert Room.objects.count() == 0
