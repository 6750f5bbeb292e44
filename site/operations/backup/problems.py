"""What goes wrong with a backup: one sentence each, which names the place and the remedy."""

import errno

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(Exception):
    """A backup cannot be made, read or restored; nothing was changed by it unless the message says so."""


class DamagedError(BackupError):
    """A backup is not what was written: cut short, changed, or never finished."""
