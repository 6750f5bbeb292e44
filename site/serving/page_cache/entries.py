"""A page as it is kept: the bytes of each encoding with all their headers, ready to be sent."""

import gzip
import hashlib
from dataclasses import dataclass

import brotli

from serving.page_cache.changes.numbers import BARRIER
from serving.served import Served

KEPT = 60.0  # seconds: what a page shows changes with the clock, too
STALE = 300.0  # seconds: an older copy is shown only where no new one can be made
OVERHEAD = 2048  # bytes that an entry takes beside what it holds, about

Headers = list[tuple[str, str]]
# What describes the bytes themselves, and is written anew for each encoding.
OF_BYTES = frozenset({"content-length", "content-encoding", "etag", "vary", "last-modified", "connection", "date"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding: its bytes, the headers with them, and those of the answer that they have not changed."""

    body: bytes
    headers: Headers
    tag: str
    unchanged: Headers


@dataclass(slots=True)
class Entry:
    """`numbers` and `born` are read before the page is rendered: what changes meanwhile makes it stale.

    At `ends` something on it may no longer be shown.
    """

    numbers: bytes
    born: float
    variants: dict[str, Variant]
    served: Served | None
    size: int
    ends: float = float("inf")
    retry_at: float = 0.0
    wordings: tuple[str, ...] = ()  # the variants of the page; each view draws one of them
    is_absence: bool = False  # what is kept is that there is no page

    def is_fresh(self, numbers: bytes, now: float) -> bool:
        return self.numbers == numbers and now - self.born < KEPT and now < self.ends

    def may_be_shown(self, numbers: bytes, now: float) -> bool:
        """Nothing was withdrawn since it was rendered, and nothing on it has ended. There may be a page where there was none."""
        return not self.is_absence and self.numbers[BARRIER:] == numbers[BARRIER:] and now < self.ends

    def is_good_meanwhile(self, now: float) -> bool:
        """Not so old that one waits for a new one."""
        return now - self.born < STALE


def entry(
    numbers: bytes,
    born: float,
    headers: Headers,
    body: bytes,
    served: Served | None,
    seconds_left: float = float("inf"),
    wordings: tuple[str, ...] = (),
    is_absence: bool = False,
) -> Entry:
    """Make every encoding of a page; what says that there is none has no tag, since nobody asks whether it has changed."""
    kept = [(name, value) for name, value in headers if name.lower() not in OF_BYTES]
    leaves_no_trace = any(name.lower() == "cache-control" and "no-store" in value for name, value in kept)
    tag = "" if leaves_no_trace or is_absence else hashlib.sha256(body).hexdigest()[:24]
    identity = _variant("identity", kept, body, tag)
    variants = {"identity": identity}
    for encoding, packed in (("gzip", gzip.compress(body, 6, mtime=0)), ("br", brotli.compress(body, quality=5))):
        variants[encoding] = _variant(encoding, kept, packed, tag) if len(packed) < len(body) else identity
    size = OVERHEAD + sum(len(variant.body) for variant in variants.values())
    return Entry(numbers, born, variants, served, size, born + seconds_left, wordings=wordings, is_absence=is_absence)


def _variant(encoding: str, kept: Headers, body: bytes, tag: str) -> Variant:
    quoted = f'"{tag}-{encoding}"' if tag else ""
    about = [*kept, ("Vary", "Accept-Encoding"), *([("ETag", quoted)] if tag else [])]
    coded = [] if encoding == "identity" else [("Content-Encoding", encoding)]
    unchanged = [(name, value) for name, value in about if name.lower() != "content-type"]
    return Variant(body, [*about, *coded, ("Content-Length", str(len(body)))], quoted, unchanged)
