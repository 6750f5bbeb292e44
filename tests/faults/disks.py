"""A file system of a test's own, small enough to be filled."""

import os
import subprocess
from pathlib import Path

from tests.lacking import lacking


def mounted(folder: Path, megabytes: int):
    """A generator for a fixture; the test is skipped where this machine lets us mount none."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        lacking("Only root may mount a small disk, where the machine lets it: run this as root.", offered=False)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Take every byte that is left."""
    with (disk / "filler").open("ab", buffering=0) as filler:
        for size in (2**20, 4096, 1):
            try:
                while filler.write(b"x" * size):
                    pass
            except OSError:
                continue
