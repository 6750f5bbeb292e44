"""The clock that all nodes of a site share: what they leave each other in the database is timed by it."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def shared_now() -> datetime:
    """By the database's clock: that of a node may be wrong. SQLite is on this machine, and has its clock."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
