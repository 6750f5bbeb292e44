"""Which bytes of a file a request asks for (RFC 9110, sections 13.1.5 and 14)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import parse_http_date_safe

RANGE = re.compile(r"bytes\s*=\s*([0-9]*)-([0-9]*)", re.IGNORECASE)
BEYOND = 10**18  # bytes: more than any file has; nobody has a number of a thousand digits read as one
SETTLED = timedelta(seconds=2)  # after it a second file of the same second is not to be expected


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes `start` to `end`, both included, of `size`."""

    start: int
    end: int
    size: int

    @property
    def length(self) -> int:
        return self.end - self.start + 1

    @property
    def content_range(self) -> str:
        return f"bytes {self.start}-{self.end}/{self.size}"


class UnsatisfiableError(Exception):
    """The range begins where there is nothing any more."""


def wanted(request: HttpRequest, size: int, tag: str, modified: datetime) -> Span | None:
    """The range to answer with; None for the whole file, which is also the answer to what is not one valid range.

    Several ranges are never answered one by one: a small request cannot ask for more than the file.
    """
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or match is None or not size or not _is_unchanged(request, tag, modified):
        return None
    return _span(*match.groups(), size)


def _span(first: str, last: str, size: int) -> Span | None:
    if not first and not last:
        return None
    if first and last and _number(last) < _number(first):
        return None
    start = _number(first) if first else max(0, size - _number(last))
    if start >= size:
        raise UnsatisfiableError
    return Span(start, min(_number(last), size - 1) if first and last else size - 1, size)


def _number(digits: str) -> int:
    digits = digits.lstrip("0")
    return BEYOND if len(digits) > 18 else int(digits or "0")


def _is_unchanged(request: HttpRequest, tag: str, modified: datetime) -> bool:
    """Whether the client continues this very file (`If-Range`): the same strong tag, or exactly the same settled date."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == tag
    is_settled = timezone.now() - modified > SETTLED
    return is_settled and parse_http_date_safe(condition) == int(modified.timestamp())
