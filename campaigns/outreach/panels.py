"""The reading level in the editor: of the page, and of its easy words."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import Panel

from campaigns.outreach.reading_level import EASY, HARD, KANDEL_MOLES, LENGTH, LIX, MEDIUM, Reading, read
from core.streams import leaves_of
from facts.shelf import INLINE, Shelf

# What is read as a sentence: links and headings of blocks are no sentences.
READ = {"text", "title", "question", "answer"}
BLOCK_ENDS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
TAGS = re.compile(r"<[^>]+>")

LEVELS = {EASY: _("easy"), MEDIUM: pgettext_lazy("reading level", "medium"), HARD: _("hard")}
ADVICE = {
    EASY: _("Most people can read this. Have somebody read it who does not know the subject."),
    MEDIUM: _("Cut the sentences below in two, and replace long words with words that one says."),
    HARD: _("Too hard for somebody who reads with effort: one idea a sentence, and short, known words."),
}
FORMULAS = {
    KANDEL_MOLES: _("Flesch for French (Kandel and Moles): easy from 70, hard below 50"),
    LIX: _("LIX (Björnsson): easy up to 40, hard above 50"),
    LENGTH: _("No formula is known to hold for this language: the length of the sentences alone is told."),
}


class ReadingLevelPanel(Panel):
    """Measures the draft as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "outreach/reading_level.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            page = self.instance
            texts = {
                _("The page"): [page.lead, *plain(page, page.body)],
                _("Easy-to-read version"): plain(page, page.easy_read),
            }
            readings = {name: read(text, page.locale.language_code) for name, text in texts.items()}
            told = [told_of(name, reading) for name, reading in readings.items() if reading]
            return super().get_context_data(parent_context) | {"readings": told, "language": page.locale.language_code}


def told_of(name: str, reading: Reading) -> dict[str, Any]:
    return {
        "name": name,
        "reading": reading,
        "level": LEVELS[reading.level],
        "advice": ADVICE[reading.level],
        "formula": FORMULAS[reading.formula],
        "in_characters": reading.language.startswith("zh"),
    }


def plain(page: Any, stream: Any) -> Iterator[str]:
    """The texts of a stream without markup, facts as they are written today."""
    shelf = Shelf(page.locale.language_code, page)
    for name, value in leaves_of(stream):
        if name in READ and isinstance(value, str):
            html = INLINE.sub(lambda match: written(shelf, match), value)
            yield unescape(TAGS.sub("", BLOCK_ENDS.sub("\n", html)))


def written(shelf: Shelf, match: re.Match) -> str:
    shown = shelf.fact(int(match["id"]))
    if shown is None:
        return match["text"]
    return shown.value if shown.fact.unit else shown.label
