"""What rooms that lie above this one tell on the public page of a campaign's results, and in its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.plan.models import Campaign

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


_sections: list[Section] = []


def register(section: Section) -> Section:
    _sections.append(section)
    return section


def shown(campaign: Campaign) -> list[tuple[str, Sequence[Any]]]:
    """(template, what is told), of those that have something to tell."""
    found = [(section.template, section.told(campaign)) for section in _sections]
    return [(template, told) for template, told in found if told]


def as_json(campaign: Campaign) -> dict[str, list]:
    return {section.key: section.as_json(campaign) for section in _sections}


def rows(campaign: Campaign) -> list[list]:
    return [row for section in _sections for row in section.rows(campaign)]
