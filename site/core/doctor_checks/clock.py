"""Whether the clocks agree: what is due, what has ended and when something was counted depends on them."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.upkeep.doctor import Finding, check, ok, problem, warning
from serving.clock import WRONG, apart, distance

AGREE = timedelta(seconds=2)
REMEDY = "Let all machines of the site set their clocks by NTP (chrony, systemd-timesyncd)."


@check("clock")
def disk_clock() -> Finding:
    """A disk of the network has the clock of its server."""
    with tempfile.NamedTemporaryFile(dir=settings.VAR_DIR) as file:
        before = timezone.now()
        os.utime(file.name)
        there = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
        return told(distance(there, before), "disk")


@check("database-clock", needs_database=True)
def database_clock() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        yield told(apart(), "database")
    else:
        yield ok("The database has the clock of this machine.")


def told(difference: timedelta, name: str) -> Finding:
    said = f"The clock of the {name} and that of this machine are {difference.total_seconds():.1f} s apart."
    if difference > WRONG:
        return problem(said, REMEDY)
    return warning(said, REMEDY) if difference > AGREE else ok(said)
