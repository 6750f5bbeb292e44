"""Asks Django for a page, and judges whether what it answers may be shown to anybody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from serving.page_cache.asking import Address, Environ, from_nobody
from serving.page_cache.entries import Headers
from serving.page_cache.offering import ABSENT, ASKED, ASKED_VARIANT, ENDS, LASTS, LOCATION, OFFERED, VARIANTS
from serving.served import MARK, Served


@dataclass
class Rendered:
    """What Django answered; called by it as `start_response` (PEP 3333)."""

    environ: Environ
    is_in_one_language: bool = False  # another one is kept under an address of its own
    status: str = ""
    headers: Headers = field(default_factory=list)
    body: Iterable[bytes] = ()

    def __call__(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def served(self) -> Served | None:
        return self.environ.get(MARK)

    @property
    def parameters(self) -> frozenset[str] | None:
        """What the page declares; None where nothing offered itself."""
        return self.environ.get(OFFERED)

    @property
    def seconds_left(self) -> float:
        """How long all of it may be shown, by the clock on the wall."""
        ends: datetime | None = self.environ.get(ENDS)
        return float("inf") if ends is None else (ends - timezone.now()).total_seconds()

    @property
    def wordings(self) -> tuple[str, ...]:
        """The variants that the page has, this one among them; none for almost every page."""
        return self.environ.get(VARIANTS, ())

    @property
    def is_absence(self) -> bool:
        """Whether there is no page at this address."""
        return ABSENT in self.environ

    @property
    def location(self) -> Callable[[str], str] | None:
        """Where a short address leads, for the query of each visitor."""
        return self.environ.get(LOCATION)

    @property
    def lasts(self) -> float:
        return self.environ.get(LASTS, 0.0)

    @property
    def _codes(self) -> tuple[int, ...]:
        """The statuses of what may be kept."""
        if self.location is not None:
            return (302,)
        return (404, 410) if self.is_absence else (200,)

    def may_be_kept(self) -> bool:
        """A page that offered itself, whole, the same for everybody, and with nothing in it that is good for once."""
        if self.parameters is None or self.code not in self._codes:
            return False
        if getattr(self.body, "streaming", True):
            return False
        varies = {"accept-encoding", "accept-language"} if self.is_in_one_language else {"accept-encoding"}
        return all(_is_for_everybody(name.lower(), value, varies) for name, value in self.headers) and any(
            name.lower() == "content-type" and value.startswith("text/html") for name, value in self.headers
        )

    def read(self) -> bytes:
        """The whole body; Django is told that the answer is done with."""
        try:
            return b"".join(self.body)
        finally:
            self.close()

    def close(self) -> None:
        close = getattr(self.body, "close", None)
        if close is not None:
            close()


def _is_for_everybody(name: str, value: str, varies: set[str]) -> bool:
    match name:
        case "set-cookie" | "content-encoding" | "content-range":
            return False
        case "vary":
            return {part.strip().lower() for part in value.split(",")} <= varies
        case "content-security-policy" | "content-security-policy-report-only":
            return "'nonce-" not in value
        case _:
            return True


def render(
    application: Callable[..., Iterable[bytes]], address: Address, environ: Environ, wording: str = ""
) -> Rendered:
    """In a copy of the environ: the listeners of `serving.served` see what the visitor sent, a page does not."""
    asked = from_nobody(environ, address) | {ASKED: True, ASKED_VARIANT: wording}
    rendered = Rendered(asked, is_in_one_language=bool(address.language))
    rendered.body = application(rendered.environ, rendered)
    return rendered
