"""The rules of a dialogue: every reply leads on, no way turns in circles, and each ends where help is offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interactive import graph
from interactive.graph import Branch, Station
from interactive.problems import Place, Problem


@dataclass(frozen=True)
class Exchange:
    """What the programme says, and where each reply leads; without replies, it is an end."""

    key: str
    place: Place
    replies: tuple[str, ...] = ()
    helps: bool = False


def problems(exchanges: Sequence[Exchange]) -> list[Problem]:
    return [*graph.problems([station(exchange) for exchange in exchanges]), *helpless(exchanges)]


def station(exchange: Exchange) -> Station:
    branches = (
        Branch(to, (*exchange.place, "replies", number, "goes_to")) for number, to in enumerate(exchange.replies)
    )
    return Station(exchange.key, exchange.place, tuple(branches))


def helpless(exchanges: Sequence[Exchange]) -> Iterator[Problem]:
    for exchange in exchanges:
        if not exchange.replies and not exchange.helps:
            message = _("The dialogue ends here: choose a page that helps, or add replies.")
            yield Problem((*exchange.place, "page"), message)
