"""The help of a place, as whoever knows a directory of it tells."""

from collections.abc import Callable
from dataclasses import dataclass

from campaigns.plan.models.editions import names_help
from core import registry


@dataclass(frozen=True)
class Near:
    """A service that people may telephone; `hours` are in the language that was asked for, or empty."""

    name: str
    telephone: str
    hours: str = ""


# (territory, language, audience) → what may be printed of the help there, the best first. Never an address.
PLACE_HELP = registry.Kind[Callable[[str, str, str], list[Near]]]()
# audience → the territories where there is any.
HELPED = registry.Kind[Callable[[str], set[str]]]()
# A leaflet has room for these beside the helplines of the whole country.
MOST = 2


def near(territory: str, language: str, audience: str) -> list[Near]:
    if not territory or not names_help(audience):
        return []
    return [one for told in PLACE_HELP for one in told(territory, language, audience)][:MOST]


def helped(audience: str) -> set[str]:
    """The territories whose help a leaflet can name: a query, whatever their number."""
    return {one for told in HELPED for one in told(audience)} if names_help(audience) else set()
