"""The files of the journal on this volume, beside their records."""

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from reach.journal import journal
from reach.models import Segment
from serving.clock import shared_now

Name = tuple[str, str]  # node and name


def nodes_here() -> list[str]:
    """The nodes whose journals lie on this volume: this one, and what it was called before."""
    return sorted(path.name for path in journal.root().glob("*") if path.is_dir())


def our_nodes() -> set[str]:
    """The nodes whose files this machine answers for, even where their folder is gone."""
    return {*nodes_here(), settings.NODE_NAME}


def segments_here() -> dict[Name, Path]:
    """{(node, name): file} of what lies on this volume."""
    return {(path.parent.name, path.name): path for path in sorted(journal.root().glob(f"*/*{journal.ENDING}"))}


def with_bytes_to_fold() -> Iterator[tuple[Segment, Path]]:
    """Each segment that is not finished, its record made where it is new; one that grew although it was sealed, too."""
    here = segments_here()
    known = _records(here)
    new = sorted(here.keys() - known.keys())
    if new:
        now = shared_now()
        made = [Segment(node=node, name=name, created_at=now) for node, name in new]
        Segment.objects.bulk_create(made, ignore_conflicts=True)
        known = _records(here)
    for name, path in here.items():
        segment = known.get(name)
        if segment and (segment.sealed_at is None or size_of(path) > segment.offset):
            yield segment, path


def waiting_since() -> dict[str, datetime | None]:
    """{node of this volume: since when at most bytes wait to be folded}; None where all is folded."""
    here = segments_here()
    offsets = {name: segment.offset for name, segment in _records(here).items()}
    since: dict[str, datetime | None] = dict.fromkeys(nodes_here())
    for (node, name), path in here.items():
        if _is_written_at(path, offsets.get((node, name), 0)):
            since[node] = min(since[node] or begun_at(name), begun_at(name))
    return since


def writer_lives(path: Path) -> bool:
    """Whether the process that writes to a segment still holds its lock."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def begun_at(name: str) -> datetime:
    """When a segment was begun, as its name says."""
    return datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def size_of(path: Path) -> int:
    """Its bytes; none where the purge was faster."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _is_written_at(path: Path, offset: int) -> bool:
    """Whether something stands there, be it in the room that a writer has not used up; what cannot be read may hold something."""
    if size_of(path) <= offset:
        return False
    try:
        with path.open("rb") as file:
            return os.pread(file.fileno(), 1, offset) > b"\0"
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _records(here: Iterable[Name]) -> dict[Name, Segment]:
    nodes = {node for node, _name in here}
    return {(row.node, row.name): row for row in Segment.objects.filter(node__in=nodes, removed_at=None)}
