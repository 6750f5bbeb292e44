"""Two numbers that every process of a node reads on each request: one moves with every change, one with what is withdrawn.

They lie in a small file that each process maps into its memory, so that reading them costs no system call. Each has two
halves: what this node counts itself, and what it last heard from the others. They are compared, never ordered: a file that
was lost begins at random, so that its numbers are new ones, whatever the clock says.
"""

import contextlib
import fcntl
import mmap
import os
import secrets
import struct
from collections.abc import Iterator
from pathlib import Path

LAYOUT = struct.Struct("=6Q")
CHANGED, CHANGED_ELSEWHERE, WITHDRAWN, WITHDRAWN_ELSEWHERE, CHANGES_TOLD, WITHDRAWALS_TOLD = range(6)
READ = 32  # bytes: the first four
BARRIER = 16  # where the numbers of what is withdrawn begin


class Numbers:
    """`read` for each request, `move` for each commit, `mend` once a second."""

    def __init__(self, path: Path):
        self.path = path
        self._view: mmap.mmap | None = None
        self._inode = 0

    def read(self) -> bytes:
        """Both numbers as they are now."""
        view = self._view
        if view is None:
            self.mend()
            view = self._view
        return view[:READ]

    def move(self, *, withdrawn: bool) -> tuple[int, int]:
        """Count a change, and a withdrawal; both as this node counts them."""
        with self._locked() as values:
            values[CHANGED] += 1
            values[WITHDRAWN] += withdrawn
            return values[CHANGED], values[WITHDRAWN]

    def hear(self, changed: int, withdrawn: int) -> None:
        """Take over what the other nodes count."""
        with self._locked() as values:
            values[CHANGED_ELSEWHERE] = _later(values[CHANGED_ELSEWHERE], changed)
            values[WITHDRAWN_ELSEWHERE] = _later(values[WITHDRAWN_ELSEWHERE], withdrawn)

    def heard(self) -> tuple[int, int]:
        values = self._values()
        return values[CHANGED_ELSEWHERE], values[WITHDRAWN_ELSEWHERE]

    def told(self, changed: int, withdrawn: int) -> None:
        """The other nodes know of all changes up to these."""
        with self._locked() as values:
            values[CHANGES_TOLD] = max(values[CHANGES_TOLD], changed)
            values[WITHDRAWALS_TOLD] = max(values[WITHDRAWALS_TOLD], withdrawn)

    def untold(self) -> tuple[bool, bool]:
        """Whether there is a change, and a withdrawal, that the other nodes may not know of."""
        values = self._values()
        return values[CHANGED] > values[CHANGES_TOLD], values[WITHDRAWN] > values[WITHDRAWALS_TOLD]

    def counted(self) -> tuple[int, int]:
        values = self._values()
        return values[CHANGED], values[WITHDRAWN]

    def mend(self) -> None:
        """Make the file where it is missing or cut short, and map it anew where it is another one."""
        with self._open() as descriptor:
            inode = os.fstat(descriptor).st_ino
            if self._view is None or inode != self._inode:
                self._view, self._inode = mmap.mmap(descriptor, LAYOUT.size, prot=mmap.PROT_READ), inode

    def _values(self) -> tuple[int, ...]:
        if self._view is None:
            self.mend()
        return LAYOUT.unpack(self._view[: LAYOUT.size])

    @contextlib.contextmanager
    def _locked(self) -> Iterator[list[int]]:
        """The values, and nobody else writes them meanwhile; written with a call, since a full disk kills who writes into a map."""
        with self._open() as descriptor:
            before = os.pread(descriptor, LAYOUT.size, 0)
            values = list(LAYOUT.unpack(before))
            yield values
            after = LAYOUT.pack(*values)
            if after != before:
                os.pwrite(descriptor, after, 0)

    @contextlib.contextmanager
    def _open(self) -> Iterator[int]:
        """The file, whole and locked. The lock belongs to what was opened here, and thus to one thread of one process."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_size != LAYOUT.size:
                first = secrets.randbits(62)
                # Neither a moment without numbers nor the old ones: whoever has it mapped sees a change.
                os.pwrite(descriptor, LAYOUT.pack(first, 0, first, 0, first, first), 0)
                os.ftruncate(descriptor, LAYOUT.size)
            yield descriptor
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing would not do: a map keeps a duplicate
            os.close(descriptor)


def combined(epoch: int, number: int) -> int:
    """A number of the nodes' shared place in 64 bits: another epoch makes it another one, whatever the count."""
    return (epoch & 0x7FFFFFFF) << 32 | (number & 0xFFFFFFFF)


def is_behind(now: int, known: int) -> bool:
    """Whether the shared place counts less than it did: it was restored from a copy, or has lost what it counted last."""
    return now < known and now >> 32 == known >> 32


def _later(known: int, heard: int) -> int:
    """Word that was long on its way does not bring back a number of before, and with it what was withdrawn since."""
    return max(known, heard) if known >> 32 == heard >> 32 else heard
