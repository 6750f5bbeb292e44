"""What was served, told to whoever counts; never who asked for it.

A view, or the page that it serves, marks its request. The outermost layer of the server tells the listeners once the
answer is ready, whether it was rendered or came from the page cache. Rooms add what they know of a page, such as its
campaign.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

MARK = "aller-vers.served"


@dataclass(frozen=True, slots=True)
class Served:
    """One thing that was served. Numbers are ids, 0 for none; `surface` is an audience of `core.audiences`.

    `protected` is the zone: of what is served there only totals of a day are ever kept. `at_hand` is what the listener that
    counts has made of it, for the next time that it is told of the same object: the page cache tells it at each hit.
    """

    kind: str
    surface: str
    protected: bool = False
    page: int = 0
    locale: str = ""
    campaign: int = 0
    wave: int = 0
    channel: int = 0
    link: int = 0
    variant: str = ""
    at_hand: Any = field(default=None, init=False, compare=False, repr=False)

    def keep_at_hand(self, made: Any) -> None:
        object.__setattr__(self, "at_hand", made)


Describe = Callable[[Any], dict[str, Any]]
Listener = Callable[[dict[str, Any], Served], None]

_describers: list[tuple[type, Describe]] = []
_listeners: list[Listener] = []


def describe_pages(model: type, describe: Describe) -> None:
    """Ask this function which fields of `Served` its room knows of a page of this model."""
    _describers.append((model, describe))


def of_page(page: Any, kind: str = "view") -> Served:
    """What is told of a page that is served."""
    served = Served(
        kind=kind,
        surface=getattr(page, "audience", "") or "public",
        protected=getattr(page, "zone", "open") == "protected",
        page=page.pk or 0,
        locale=page.locale.language_code,
        variant=getattr(page, "variant", ""),
    )
    for model, describe in _describers:
        if isinstance(page, model):
            served = replace(served, **describe(page))
    return served


def mark(request: HttpRequest, served: Served) -> None:
    """Say what the answer to this request serves; the last word counts."""
    request.META[MARK] = served


def marked(request: HttpRequest) -> Served | None:
    """What the answer to this request serves; None for a preview, an error, or what nobody counts."""
    return request.META.get(MARK)


def mark_download(request: HttpRequest, response: HttpResponse, served: Callable[[], Served]) -> None:
    """Say that this answer is a download: a whole file, whatever was asked for.

    Parts (206) are none: whoever fetches a file by parts asks for its beginning as often as they like, and nothing tells two of
    them apart. HEAD and 304 carry no byte. `served` is asked only where it is needed.
    """
    if request.method == "GET" and response.status_code == 200:
        mark(request, served())


def listen(listener: Listener) -> None:
    """Tell this function the environ (PEP 3333) of each request that was served something, and what it was."""
    _listeners.append(listener)


def tell(environ: dict[str, Any], served: Served) -> None:
    """Called by the page cache alone, once for each answer; a listener that fails keeps nobody from the page."""
    for listener in _listeners:
        try:
            listener(environ, served)
        except Exception:
            logger.exception("%s was not told of what was served", listener)
