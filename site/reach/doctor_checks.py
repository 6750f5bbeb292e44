"""The journal of counts: its disk, what waits, what was lost."""

import os
from collections.abc import Iterator
from pathlib import Path

from core.upkeep.doctor import Finding, check, ok, problem, warning
from reach.comparison import health
from reach.journal import journal

SHARED = ("nfs", "cifs", "smb", "fuse.", "9p", "ceph", "glusterfs")
COPYING = ("btrfs", "zfs")


@check("journal")
def disk() -> Finding:
    folder = journal.node_folder()
    at = folder
    while not at.exists():
        at = at.parent
    if not at.is_dir() or not os.access(at, os.W_OK | os.X_OK):
        return problem(
            f"The journal {folder} cannot be written to: nothing is counted.",
            "Give the user who serves the right to write there.",
        )
    kind = file_system(at)
    if kind.startswith(SHARED):
        return problem(
            f"The journal {folder} lies on a disk of the network ({kind}), where a lock says nothing.",
            "Give each node a local disk for VAR_DIR/reach.",
        )
    if kind in COPYING:
        return warning(
            f"The journal {folder} lies on {kind}, where a full disk can end a web process.",
            "Put VAR_DIR/reach on ext4 or XFS.",
        )
    return ok(f"The journal {folder} can be written to ({kind or 'an unknown file system'}).")


def file_system(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Its kind, as Linux names it; empty where it does not say."""
    if not mounts.exists():
        return ""
    device = path.stat().st_dev
    for line in mounts.read_text().splitlines():
        place, _dash, about = line.partition(" - ")
        if place.split()[2] == f"{os.major(device)}:{os.minor(device)}":
            return about.split()[0]
    return ""


@check("counts", needs_database=True)
def counts() -> Iterator[Finding]:
    state = health.state()
    if state.is_slow:
        yield problem(
            f"Counts wait for {state.lag_seconds} s to be added.",
            "See that `manage.py serve` runs its fold on each node, and look at its log.",
        )
    if state.dropped:
        yield warning(f"{state.dropped} events could not be written.", "Make room on the disk of VAR_DIR/reach.")
    if state.torn:
        yield warning(f"{state.torn} lines of the journal are damaged.", "See the disk of VAR_DIR/reach.")
    found = state.reconciliation
    if found is not None and not found.ok:
        yield problem("Counts and journal differ.", "Run `manage.py reach_reconcile`; docs/operations.md says more.")
    if not (state.is_slow or state.dropped or state.torn):
        yield ok(f"Counts wait for {state.lag_seconds} s at most; none was lost.")
