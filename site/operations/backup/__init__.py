"""Backups: what they hold, how they are written, sealed, read, checked by restoring, and restored; see docs/operations.md.

Other rooms and commands call `last_backup()`; the rest is for the commands `backup` and `restore`.
"""

from operations.backup.keeping import LastBackup, last_backup

__all__ = ["LastBackup", "last_backup"]
