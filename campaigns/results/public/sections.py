"""What rooms that lie above this one tell on the public page of a campaign's results, and in its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.plan.models import Campaign
from core import registry

TOLD, WITHHELD = "told", "withheld"


@dataclass(frozen=True)
class Section:
    """`template` is shown where `told` finds something, which it is given by that name.

    `rows` are in the columns of the table of all numbers. Whoever tells keeps to the rules of `disclosure`.
    """

    key: str
    template: str
    told: Callable[[Campaign], Sequence[Any]]
    as_json: Callable[[Campaign], list]
    rows: Callable[[Campaign], list[list]]


SECTIONS = registry.Kind[Section]()


def shown(campaign: Campaign) -> list[tuple[str, Sequence[Any]]]:
    """(template, what is told), of those that have something to tell."""
    found = [(section.template, section.told(campaign)) for section in SECTIONS]
    return [(template, told) for template, told in found if told]


def as_json(campaign: Campaign) -> dict[str, list]:
    return {section.key: section.as_json(campaign) for section in SECTIONS}


def rows(campaign: Campaign) -> list[list]:
    return [row for section in SECTIONS for row in section.rows(campaign)]
