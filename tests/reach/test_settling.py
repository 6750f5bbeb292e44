"""What views lead to is bounded by views: of the same page, language and wording, in the hour of the token."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from reach import journal
from reach.events import Event
from reach.fold import fold
from reach.lines import encode
from reach.models import Cell, Held, Hour, Rejected, Room
from reach.reconciling import reconcile
from reach.retention import purge_counts
from tests.reach.conftest import NOON
from tests.reach.test_fold import write

ONE = timedelta(hours=1)
VIEW = Event(NOON, "view", "buyers", campaign=1, wave=2, page=5, locale="fr", variant="7-b")
CALL = replace(VIEW, kind="cta_call")


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


def test_protected_pages_have_no_hours(node, db):
    happen(Event(journal.bucket_of(True, NOON), "view", "outreach", page=5))

    assert Room.objects.count() == 0
