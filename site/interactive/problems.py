"""What is wrong with a questionnaire or a dialogue, each problem at its place in the editor."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """`place` leads to the field: the page's field, the number of the block, the field in it, the number in its list …"""

    place: Place
    message: str


def refusal(problems: Iterable[Problem]) -> ValidationError:
    """The error that shows each problem in the editor at the very field that it is about."""
    problems = list(problems)
    streams = {}
    for name in dict.fromkeys(str(problem.place[0]) for problem in problems):
        of_field = [problem for problem in problems if problem.place[0] == name]
        streams[name] = _error(of_field, 1)
        # Where no editor shows the blocks, in a program or a log, the words have to be enough.
        streams[name].message = " ".join(_told(problem) for problem in of_field)
    return ValidationError(streams)


def _told(problem: Problem) -> str:
    steps = [str(step + 1) if isinstance(step, int) else step for step in problem.place[1:]]
    return f"{' › '.join(steps)}: {problem.message}" if steps else problem.message


def _error(problems: list[Problem], depth: int) -> ValidationError:
    here = [problem.message for problem in problems if len(problem.place) == depth]
    below: dict[str | int, list[Problem]] = {}
    for problem in problems:
        if len(problem.place) > depth:
            below.setdefault(problem.place[depth], []).append(problem)
    nested = {step: _error(found, depth + 1) for step, found in below.items()}
    if depth == 1:
        return StreamBlockValidationError(block_errors=nested, non_block_errors=here)
    if not nested:
        return ValidationError(here)
    numbered = isinstance(next(iter(nested)), int)
    kind = ListBlockValidationError if numbered else StructBlockValidationError
    return kind(block_errors=nested, non_block_errors=here)
