"""The clock that all nodes of a site share: what they leave each other in the database is timed by it."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone


def shared_now() -> datetime:
    """By the database's clock: that of a node may be wrong. SQLite is on this machine, and has its clock."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


WRONG = timedelta(seconds=30)


def apart() -> timedelta:
    """How far the clock of this node is from the shared one; further than `WRONG`, and one of them is wrong."""
    before = timezone.now()
    return distance(shared_now(), before)


def distance(there: datetime, before: datetime) -> timedelta:
    """How far another clock, which was read between `before` and now, is from that of this node at least."""
    return max(before - there, there - timezone.now(), timedelta())
