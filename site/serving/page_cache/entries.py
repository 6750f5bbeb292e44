"""A page as it is kept: the bytes of each encoding with all their headers, ready to be sent."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import brotli
from django.http.response import MAX_URL_REDIRECT_LENGTH

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
    status: str = "200 OK"
    is_absence: bool = False  # what is kept is that there is no page
    lasts: float = KEPT  # seconds from `born` until it is made anew
    location: Callable[[str], str] | None = None  # of a short address: where it leads, for the query of each visitor

    def is_fresh(self, numbers: bytes, now: float) -> bool:
        return self.numbers == numbers and now - self.born < self.lasts and now < self.ends

    def may_be_shown(self, numbers: bytes, now: float) -> bool:
        """Nothing was withdrawn since it was rendered, and nothing on it has ended.

        After any change there may be a page where there was none.
        """
        known = 0 if self.is_absence else BARRIER
        return self.numbers[known:] == numbers[known:] and now < self.ends

    def is_good_meanwhile(self, numbers: bytes, now: float) -> bool:
        """Not so old that one waits for a new one; nobody is led where a short address has led before a change."""
        return now - self.born < STALE and (self.location is None or self.numbers == numbers)

    def leading(self, query: str) -> Headers | None:
        """The headers of a short address for a visitor's query; None where Django refuses an address for its length."""
        headers = self.variants["identity"].headers
        if not query:
            return headers
        address = self.location(query)
        if len(address) > MAX_URL_REDIRECT_LENGTH:
            return None
        return [("Location", address) if pair[0] == "Location" else pair for pair in headers]


def entry(
    numbers: bytes,
    born: float,
    headers: Headers,
    body: bytes,
    served: Served | None,
    seconds_left: float = float("inf"),
    wordings: tuple[str, ...] = (),
    status: str = "200 OK",
    is_absence: bool = False,
) -> Entry:
    """Make every encoding of a page; what says that there is none has no tag, since nobody asks whether it has changed."""
    varies = [part.strip() for name, value in headers if name.lower() == "vary" for part in value.split(",")]
    vary = ", ".join(dict.fromkeys([*varies, "Accept-Encoding"]))
    kept = [(name, value) for name, value in headers if name.lower() not in OF_BYTES]
    leaves_no_trace = any(name.lower() == "cache-control" and "no-store" in value for name, value in kept)
    tag = "" if leaves_no_trace or is_absence else hashlib.sha256(body).hexdigest()[:24]
    identity = _variant("identity", kept, body, tag, vary)
    variants = {"identity": identity}
    for encoding, packed in (("gzip", gzip.compress(body, 6, mtime=0)), ("br", brotli.compress(body, quality=5))):
        variants[encoding] = _variant(encoding, kept, packed, tag, vary) if len(packed) < len(body) else identity
    size = OVERHEAD + sum(len(variant.body) for variant in variants.values())
    about = {"wordings": wordings, "status": status, "is_absence": is_absence}
    return Entry(numbers, born, variants, served, size, born + seconds_left, **about)


def leading_on(
    numbers: bytes,
    born: float,
    headers: Headers,
    served: Served | None,
    seconds_left: float,
    status: str,
    location: Callable[[str], str],
    lasts: float,
) -> Entry:
    """Make what answers a short address: `headers` are those for no query, and nothing but the place to which it leads is its own."""
    about = [("Location", location("")) if name == "Location" else _shared((name, value)) for name, value in headers]
    plain = Variant(b"", about, "", about)
    leads = {"status": status, "lasts": min(lasts, KEPT), "location": location}
    return Entry(numbers, born, {"identity": plain}, served, OVERHEAD, born + seconds_left, **leads)


@lru_cache(maxsize=256)
def _shared(pair: tuple[str, str]) -> tuple[str, str]:
    """The same object for what many answers have in common."""
    return pair


def _variant(encoding: str, kept: Headers, body: bytes, tag: str, vary: str) -> Variant:
    quoted = f'"{tag}-{encoding}"' if tag else ""
    about = [*kept, ("Vary", vary), *([("ETag", quoted)] if tag else [])]
    coded = [] if encoding == "identity" else [("Content-Encoding", encoding)]
    unchanged = [(name, value) for name, value in about if name.lower() != "content-type"]
    return Variant(body, [*about, *coded, ("Content-Length", str(len(body)))], quoted, unchanged)
