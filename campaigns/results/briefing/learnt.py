"""What rooms above this one learnt in a campaign, as sentences of a note."""

from collections.abc import Callable

from core import registry
from reach.figures.reading import Period

# (campaign, period) → whole sentences in the active language, each with its numbers; those that are certain first.
LEARNT = registry.Kind[Callable[..., list[str]]]()


def said(campaign, period: Period) -> list[str]:
    return [sentence for learnt in LEARNT for sentence in learnt(campaign, period)]
