"""Backups: what they hold, how they are written, sealed, read, checked by restoring, and restored; see docs/operations.md.

Other rooms and commands call `last_backup()`; the rest is for the commands `backup` and `restore`.
"""

from operations.backup.keeping import LastBackup, last_backup

# Said wherever a backup is `read`, and not `restored`.
READ_ALONE = (
    "its files were read and compared, its database was not, since the user of PostgreSQL may make no database to restore "
    "it into (ALTER ROLE … CREATEDB)."
)

__all__ = ["READ_ALONE", "LastBackup", "last_backup"]
