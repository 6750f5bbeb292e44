"""What the journal sets aside on its disk while there is room: a reserve to write on, and a gauge of what was lost."""

import contextlib
import errno
import fcntl
import os
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
RESERVE_BYTES = 4 * 2**20
ROOM = 4  # times the reserve that must be free before it is set aside again
RESERVE, GAUGE = "reserve", "dropped"


def set_aside(folder: Path) -> None:
    """Make the reserve and the gauge where they are missing; a disk without room for them goes without."""
    with contextlib.suppress(OSError):
        _make_gauge(folder / GAUGE)
    with contextlib.suppress(OSError):
        _make_reserve(folder / RESERVE)


def release_reserve(folder: Path) -> bool:
    """Give the reserve up; whether there was any."""
    try:
        (folder / RESERVE).unlink()
    except OSError:
        return False
    return True


def add_dropped(folder: Path, n: int) -> bool:
    """Add to the gauge, in place: a full disk lets bytes that it holds already be written. Whether that went well."""
    try:
        with _opened(folder / GAUGE, os.O_RDWR) as gauge:
            fcntl.flock(gauge, fcntl.LOCK_EX)
            os.pwrite(gauge, _written(int(os.pread(gauge, 20, 0)) + n), 0)
    except (OSError, ValueError):
        return False
    return True


def dropped(folder: Path) -> int:
    """How many events of a node could not be written since its folder exists."""
    try:
        return int((folder / GAUGE).read_bytes())
    except (OSError, ValueError):
        return 0


def _make_gauge(path: Path) -> None:
    if path.exists():
        return
    fresh = path.with_name(f"{GAUGE}.{os.getpid()}")
    with _opened(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as gauge:
        os.write(gauge, _written(0))
        os.fsync(gauge)
    try:
        path.hardlink_to(fresh)  # unlike a renaming, never in the place of one that counts already
    except FileExistsError:
        pass
    except OSError:
        fresh.rename(path)  # a file system without hard links
    fresh.unlink(missing_ok=True)


def _make_reserve(path: Path) -> None:
    if path.exists():
        return
    disk = os.statvfs(path.parent)
    if disk.f_bavail * disk.f_frsize < ROOM * RESERVE_BYTES:
        return
    with _opened(path, os.O_WRONLY | os.O_CREAT) as reserve:
        os.posix_fallocate(reserve, 0, RESERVE_BYTES)


def _written(n: int) -> bytes:
    return b"%020d\n" % n


@contextlib.contextmanager
def _opened(path: Path, flags: int):
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
