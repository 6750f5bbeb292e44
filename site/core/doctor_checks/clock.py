"""Whether the clocks agree: what is due, what has ended and when something was counted depends on them."""

import os
import tempfile
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from core.doctor import Finding, check, ok, problem, warning

AGREE, APART = 2.0, 30.0  # seconds
REMEDY = "Let all machines of the site set their clocks by NTP (chrony, systemd-timesyncd)."


@check("clock")
def disk_clock() -> Finding:
    """A disk of the network has the clock of its server."""
    with tempfile.NamedTemporaryFile(dir=settings.VAR_DIR) as file:
        before = time.time()
        os.utime(file.name)
        return compared(os.fstat(file.fileno()).st_mtime, before, "disk")


@check("database-clock", needs_database=True)
def database_clock() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        yield ok("The database has the clock of this machine.")
        return
    with connection.cursor() as cursor:
        before = time.time()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        yield compared(float(cursor.fetchone()[0]), before, "database")


def compared(there: float, before: float, name: str) -> Finding:
    """The other clock was read between `before` and now."""
    apart = max(before - there, there - time.time(), 0.0)
    said = f"The clock of the {name} and that of this machine are {apart:.1f} s apart."
    if apart > APART:
        return problem(said, REMEDY)
    return warning(said, REMEDY) if apart > AGREE else ok(said)
