"""How large letters may be for a slide to hold them: what would be too small to be read from the back is refused."""

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from django.utils.translation import gettext as _

from press.content import PressError
from press.documents.tree import Listing, Paragraph, Picture, Slide

# Inches, of a slide 13.333 wide: x, y, width, height, counted from the edge at which lines begin.
Box = tuple[float, float, float, float]
TITLE: Box = (0.75, 0.6, 11.83, 1.1)
BODY: Box = (0.75, 1.95, 11.83, 4.6)
HALF: Box = (0.75, 1.95, 5.7, 4.6)
BESIDE: Box = (6.88, 1.95, 5.7, 4.1)
WHOLE: Box = (0.75, 1.95, 11.83, 4.1)
TITLES = (32, 28, 24)  # points
BODIES = (28, 24, 22, 20, 18, 16)
LINE, GAP = 1.22, 9  # of the size; points between paragraphs


def sizes(slide: Slide) -> tuple[int, int]:
    """Points of the title and of the text. PressError where the smallest are too large."""
    box = HALF if any(isinstance(block, Picture) for block in slide.blocks) else BODY
    title = _largest([slide.title], TITLE, TITLES)
    body = _largest(list(_paragraphs(slide)), box, BODIES)
    if title is None:
        raise PressError(_("the title is too long for a slide: shorten it."))
    if body is None:
        raise PressError(_("there is too much text on this slide: divide it, or move a part into the notes."))
    return title, body


def _paragraphs(slide: Slide) -> Iterable[str]:
    for block in slide.blocks:
        if isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Listing):
            yield from ("".join(run.text for run in item) for item in block.items)


def _largest(texts: Sequence[str], box: Box, choices: Sequence[int]) -> int | None:
    for size in choices:
        lines = sum(ceil(max(1, _ems(text) * size) / (box[2] * 72 - 30)) for text in texts)
        if lines * size * LINE + len(texts) * GAP <= box[3] * 72:
            return size
    return None


def _ems(text: str) -> float:
    """About as wide as it is printed, rather wider; Chinese characters fill their squares."""
    return sum(1 if unicodedata.east_asian_width(one) in "WF" else 0.56 for one in text)
