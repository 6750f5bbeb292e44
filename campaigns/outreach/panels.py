"""The reading level in the editor: of the page, and of its easy words."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import Panel
from wagtail.blocks import StreamValue

from campaigns.outreach.reading_level import EASY, HARD, KANDEL_MOLES, LENGTH, LIX, MEDIUM, Reading, read
from core.text.streams import leaves_of
from facts.readers.withholding import allowed
from facts.sentences.tokens import told
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
            return super().get_context_data(parent_context) | measured(page, texts_of(page))


def measured(page: Any, texts: dict[str, list[str]]) -> dict[str, Any]:
    """What the template shows of texts in the language of a page."""
    language = page.locale.language_code
    readings = {name: read(text, language) for name, text in texts.items()}
    return {"readings": [told_of(*one) for one in readings.items() if one[1]], "language": language}


def texts_of(page: Any, words: Any = None) -> dict[str, list[str]]:
    """{name: texts} of a page; or of `words`, its version in another language, with facts as the page writes them."""
    words = words or page
    return {
        _("The page"): [str(words.lead), *plain(page, words.body)],
        _("Easy-to-read version"): list(plain(page, words.easy_read)),
    }


def translated(translation: Any) -> dict[str, Any]:
    """What the template shows of a translation, from its sentences as they are now; those that are not translated are left out."""
    source = translation.source
    page = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    page.body, page.easy_read = raw_again(page.body), raw_again(page.easy_read)
    untranslated = texts_of(page, source.as_instance())
    texts = {name: without(found, untranslated[name]) for name, found in texts_of(page).items()}
    return measured(page, texts)


def raw_again(stream: StreamValue) -> StreamValue:
    """wagtail-localize translates the blocks, and leaves what was stored of them as it was."""
    return StreamValue(stream.stream_block, list(stream.get_prep_value()), is_lazy=True)


def without(texts: list[str], others: list[str]) -> list[str]:
    lines = {line for text in others for line in text.split("\n")}
    return ["\n".join(line for line in text.split("\n") if line not in lines) for text in texts]


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
            html = told(INLINE.sub(lambda match: written(shelf, match), allowed(value, shelf)), shelf)
            yield unescape(TAGS.sub("", BLOCK_ENDS.sub("\n", html)))


def written(shelf: Shelf, match: re.Match) -> str:
    shown = shelf.fact(int(match["id"]))
    if shown is None:
        return match["text"]
    return shown.value if shown.fact.unit else shown.label
