"""What failed, of an exception that nobody caught: the database, Redis, a disk, a server that keeps files, or the program."""

import errno

import redis
from django.db import InterfaceError, OperationalError

DATABASE, REDIS, FULL, STORAGE = "database", "redis", "full", "storage"
# Faults of a disk, of ours or on the network; a file that is missing is none of them.
REFUSED = {errno.EIO, errno.EROFS, errno.ESTALE, errno.EACCES, errno.EPERM, errno.ETIMEDOUT, errno.EHOSTDOWN}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# What SQLite says with the same exception of faults that are the program's own.
OURS = ("no such", "near ", "no query solution", "too many")


def cause(error: BaseException | None) -> str:
    """What is away, or empty where it is a fault of the program."""
    while error is not None:
        found = _cause(error)
        if found:
            return found
        error = error.__cause__
    return ""


def _cause(error: BaseException) -> str:
    match error:
        case InterfaceError():
            return DATABASE
        case OperationalError():
            return "" if str(error).startswith(OURS) else FULL if "is full" in str(error) else DATABASE
        case redis.ConnectionError() | redis.TimeoutError():
            return REDIS
        case OSError() if error.errno in NO_ROOM:
            return FULL
        case OSError() if error.errno in REFUSED:
            return STORAGE
    return STORAGE if is_of_server(error) else ""


def is_of_server(error: BaseException) -> bool:
    """Whether a server that keeps files does not answer, or refuses: no disk of ours does."""
    return type(error).__module__.startswith(("botocore.", "s3transfer."))
