"""The journal: what happened is one line on this node's disk before the answer leaves, and nothing waits for a database.

Each process appends to segments of its own, which it locks (flock) as long as it lives: that is how the fold tells an
unfinished line from a torn one. It writes into pages of the segment that it shares with the kernel (mmap), in room that
was allocated before: no call of the system, so no other thread takes over, and no signal where the disk is full. A line is
with the kernel when `append` returns, so that it outlives its process; the disk has it some 30 ms later, or at once where
that is asked. Behind the last line lie zeros, and no line holds any: what comes before the first zero is written for good.

Lines of protected pages have segments of their own, for some seconds each: the order in which they came is not kept. The fold removes
them as soon as they are counted, and no backup has them.
"""

import contextlib
import fcntl
import logging
import mmap
import os
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from reach.events import Event
from reach.journal import disk
from reach.journal.lines import as_kept, bucket_of, encode

__all__ = ["append", "append_line", "as_kept", "bucket_of", "close", "encode", "lose", "node_folder", "root"]

SEGMENT_BYTES = 64 * 2**20
WINDOW_BYTES = 2**18  # what of a segment is allocated and mapped at a time: two pages or more
SEGMENT_SECONDS = 24 * 3600  # a segment is removed whole: one that grew for weeks would keep its first lines as long
MADV_POPULATE_WRITE = 23  # madvise(2): all pages at once, and none while a visitor waits; Python does not name it yet
SYNC_SECONDS = 0.03
IDLE_SECONDS = 60
LOG_SECONDS = 60
ENDING = ".log"
APART, APART_SECONDS = "-p.log", 5.0  # segments of protected lines, and how long one is written to
DAY, AT_BUCKET = ord("d"), len("7b0c94f1,1,")  # what the bucket of a protected line begins with, and where

logger = logging.getLogger(__name__)


def root() -> Path:
    """Where the journals of the nodes on this volume lie."""
    return Path(settings.VAR_DIR) / "reach" / "journal"


def node_folder() -> Path:
    return root() / settings.NODE_NAME


def append(event: Event, *, durable: bool = False) -> bool:
    """Write one event, and with `durable` wait for the disk. False where it is lost: the gauge has it, nothing is raised."""
    try:
        line = encode(event)
    except ValueError as error:
        lose(error)
        return False
    return append_line(line, durable=durable)


def append_line(line: bytes, *, durable: bool = False) -> bool:
    """Write the line of an event that `lines.encode` made."""
    writer = _current if line[AT_BUCKET] != DAY else _apart
    writer = writer or _writer(line[AT_BUCKET] == DAY)
    try:
        # One step, which no other thread interrupts: `write` copies the line and moves the end without releasing the GIL.
        writer.window.write(line)
    except ValueError:
        if not writer.write(line):
            return False
    if writer.is_clean:
        writer.is_clean = False
        writer.written.set()
    if durable:
        writer.sync()
    return True


def lose(error: Exception) -> None:
    """Tell of an event that cannot be written."""
    _writer().lost(error)


def is_apart(name: str) -> bool:
    """Whether a segment of this name holds lines of protected pages."""
    return name.endswith(APART)


def close() -> None:
    """Leave the segments of this process; the next event opens another."""
    global _current, _apart
    with _choosing:
        for writer in (_current, _apart):
            if writer:
                writer.close()
        _current = _apart = None


CLOSED = mmap.mmap(-1, 1)
CLOSED.close()


class Writer:
    """The segments of one process, one after the other.

    Lines are written to `window`, a piece of the segment, where its file position is the end of the last line. It refuses
    (ValueError) what it has no room for, and everything once it is closed: `write` then opens the next.
    """

    def __init__(self, folder: Path, ending: str = ENDING):
        self.folder, self.ending = folder, ending
        self.descriptor = -1
        self.window = CLOSED
        self.is_clean, self.written = True, threading.Event()
        self._until = 0.0
        self._start = 0  # of the window, in the segment
        self._lock, self._syncing = threading.Lock(), threading.Lock()
        self._closed = False
        self._unrecorded, self._logged = 0, -LOG_SECONDS

    def write(self, line: bytes) -> bool:
        """Copy one line behind the last, in a new window where this one is full. False where it is lost."""
        try:
            with self._lock:
                while True:
                    try:
                        self.window.write(line)
                        return True
                    except ValueError:
                        self._make_room()
        except Exception as error:
            self.lost(error)
            return False

    @property
    def _end(self) -> int:
        """Where the next line goes, in the segment; a line more may have come since."""
        return self._start if self.window.closed else self._start + self.window.tell()

    def _make_room(self) -> None:
        """Open the next window of the segment, or of the next where this one is full."""
        end = self._end
        if self.descriptor < 0 or end > SEGMENT_BYTES - WINDOW_BYTES:
            self._turn()
        else:
            self._with_room(self._open_window, self.descriptor, end)

    def _open_window(self, descriptor: int, position: int) -> None:
        """Map what follows a position of a segment, from its page on; the window before stays where the disk is full."""
        start = position - position % mmap.PAGESIZE
        os.posix_fallocate(descriptor, start, WINDOW_BYTES)
        window = mmap.mmap(descriptor, WINDOW_BYTES, offset=start)
        with contextlib.suppress(OSError):  # a kernel older than Linux 5.14
            window.madvise(MADV_POPULATE_WRITE)
        self.window.close()
        # Behind what other threads wrote into the window before until it was closed: what follows are zeros.
        window.seek(window.find(b"\0", position - start))
        self.window, self._start = window, start

    def _with_room[T](self, work: Callable[..., T], *arguments) -> T:
        """Do something that takes room, on a full disk from the reserve."""
        try:
            return work(*arguments)
        except OSError as error:
            # Another process may have released it a moment ago: once is worth trying in any case.
            if error.errno not in disk.FULL:
                raise
            disk.release_reserve(self.folder)
            return work(*arguments)

    def _turn(self) -> None:
        """Begin a segment; where none can be begun, the one before goes on."""
        try:
            descriptor = self._with_room(self._begin)
        except OSError:
            if self.descriptor < 0:
                raise
            self._with_room(self._open_window, self.descriptor, self._end)
            return
        first = self.descriptor < 0
        self._leave()
        self.descriptor = descriptor
        self._until = time.monotonic() + (APART_SECONDS if self.ending == APART else SEGMENT_SECONDS)
        if first:
            threading.Thread(target=self._keep, name="reach-sync", daemon=True).start()
        self._with_room(self._open_window, descriptor, 0)

    def _begin(self) -> int:
        """A new segment, which nobody sees before it is locked."""
        self.folder.mkdir(parents=True, exist_ok=True)
        disk.set_aside(self.folder)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}-{secrets.token_hex(4)}"
        hidden = self.folder / f"{name}.new"
        descriptor = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            hidden.rename(self.folder / (name + self.ending))
            self._sync_folder()
        except OSError:
            os.close(descriptor)
            hidden.unlink(missing_ok=True)
            raise
        return descriptor

    def _sync_folder(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def sync(self) -> None:
        """Have the disk hold what was written; an error is logged, since the line itself is not lost."""
        with self._syncing:
            try:
                if self.descriptor >= 0:
                    os.fdatasync(self.descriptor)
            except OSError as error:
                self._log("the disk does not confirm the journal", error)

    def _keep(self) -> None:
        """Sync what was written a moment ago; leave a segment that has become old, or that somebody removed."""
        while not self._closed:
            if self.written.wait(max(0.0, min(IDLE_SECONDS, self._until - time.monotonic()))):
                time.sleep(SYNC_SECONDS)
                self.written.clear()
                self.is_clean = True  # before the sync: what is written from now on is for the next
                self.sync()
            with self._lock:
                if self._is_removed():
                    self._log("a segment was removed while it was written to", FileNotFoundError(self.folder))
                elif time.monotonic() < self._until:
                    continue
                self._leave()
                return  # the next segment brings its own thread

    def _is_removed(self) -> bool:
        return self.descriptor >= 0 and os.fstat(self.descriptor).st_nlink == 0

    def _leave(self) -> None:
        """Close the segment without the room that it did not need: its lock goes, and the fold may finish it."""
        if self.descriptor < 0:
            return
        end = self._end
        self.window.close()
        with contextlib.suppress(OSError):
            others = os.pread(self.descriptor, WINDOW_BYTES, end)  # what came until it was closed
            os.ftruncate(self.descriptor, end + len(others.partition(b"\0")[0]))
        self.sync()
        with self._syncing:
            os.close(self.descriptor)
            self.descriptor, self._start, self._until = -1, 0, 0.0

    def abandon(self) -> None:
        """In a child: let go of the segment, which goes on being the parent's."""
        self.window.close()
        if self.descriptor >= 0:
            os.close(self.descriptor)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self.written.set()
            self._leave()

    def lost(self, error: Exception) -> None:
        """Add a lost event to the node's gauge, or keep it in mind until the gauge can be reached."""
        with self._lock:
            self._unrecorded += 1
            if disk.add_dropped(self.folder, self._unrecorded):
                self._unrecorded = 0
        self._log("an event could not be written to the journal", error)

    def _log(self, what: str, error: Exception) -> None:
        now = time.monotonic()
        if now - self._logged >= LOG_SECONDS:
            self._logged = now
            logger.error("%s: %s: %s", what, type(error).__name__, error)


_current: Writer | None = None
_apart: Writer | None = None  # of protected lines
_choosing = threading.Lock()


def _writer(apart: bool = False) -> Writer:
    global _current, _apart
    with _choosing:
        if apart:
            _apart = _apart or Writer(node_folder(), APART)
            return _apart
        _current = _current or Writer(node_folder())
        return _current


def _forget_parent() -> None:
    """A child has segments of its own, and must not hold the locks of its parent's."""
    global _current, _apart, _choosing
    for writer in (_current, _apart):
        if writer:
            writer.abandon()
    _current, _apart, _choosing = None, None, threading.Lock()


os.register_at_fork(after_in_child=_forget_parent)


@receiver(setting_changed)
def _move(*, setting, **kwargs) -> None:
    if setting in ("VAR_DIR", "NODE_NAME"):
        close()
