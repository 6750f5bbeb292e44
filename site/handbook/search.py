"""What this room finds: chapters by the words of their title and text, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.editor.search.sources import SHOWN, Asked, Found, Section
from core.words.search import fold
from handbook.chapters import CHAPTERS, Chapter
from handbook.markdown import address


def chapters(_user, asked: Asked) -> Iterator[Section]:
    """With all the words; those that have them in the title first."""
    words = [fold(word) for word in asked.words]
    found = [one for one in CHAPTERS.values() if all(word in one.text.folded for word in words)]
    found.sort(key=lambda one: not all(word in fold(one.text.title) for word in words))
    yield Section(_("Handbook"), "help", [_found(one) for one in found[:SHOWN]], len(found), order=60)


def _found(chapter: Chapter) -> Found:
    return Found(chapter.text.title, address(chapter.name))
