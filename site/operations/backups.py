"""What is known of the last backup, for those who watch the site."""

from datetime import datetime, timedelta

OLD = timedelta(hours=36)  # one is made each night


def last_finished() -> datetime | None:
    """None where none is recorded."""
    try:
        from operations.backup import last_backup
    except ImportError:
        return None
    found = last_backup()
    return getattr(found, "at", None)
