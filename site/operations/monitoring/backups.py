"""What is known of the last backup, for those who watch the site."""

from datetime import datetime, timedelta

from operations.backup import last_backup

OLD = timedelta(hours=36)  # one is made each night


def last_verified() -> str:
    """`restored`, `read`, or nothing."""
    found = last_backup()
    return found.verified if found else ""


def last_finished() -> datetime | None:
    """None where none is recorded."""
    found = last_backup()
    return found.finished_at if found else None
