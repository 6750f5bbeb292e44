"""The rules of a simulated chat: those of a dialogue; besides, a choice is one, and nobody waits long for a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _

from interactive import dialogue
from interactive.dialogue import Exchange
from interactive.problems import Problem

LONGEST_WAIT = 4  # seconds: what comes by itself for more than five must be stoppable (WCAG 2.2.2)


@dataclass(frozen=True)
class Scene(Exchange):
    """Some messages, and where each answer leads; `pauses` are the seconds before each message."""

    pauses: tuple[int, ...] = ()


def problems(scenes: Sequence[Scene]) -> list[Problem]:
    return [*dialogue.problems(scenes), *choiceless(scenes), *slow(scenes)]


def choiceless(scenes: Sequence[Scene]) -> Iterator[Problem]:
    for scene in scenes:
        if len(scene.replies) == 1:
            message = _("One answer is no choice: write another one, or delete it and let the chat end here.")
            yield Problem((*scene.place, "replies"), message)


def slow(scenes: Sequence[Scene]) -> Iterator[Problem]:
    for scene in scenes:
        for number, waited in enumerate(accumulate(scene.pauses)):
            if waited > LONGEST_WAIT:
                message = _("The pauses up to here add up to %(sum)d seconds: %(most)d at most in one scene.")
                values = {"sum": waited, "most": LONGEST_WAIT}
                yield Problem((*scene.place, "messages", number, "pause"), message % values)
                break
