"""Spaces as a language sets them: no line begins with the mark that ends a sentence, no number is torn from its unit or turned round.

What people type has ordinary spaces there. In French, marks take the spaces of the Imprimerie nationale's rules: a narrow one before
; ! and ?, a whole one before : and within « », neither of which breaks. Where somebody typed no space, none is added. In writing from
right to left the groups of a number would follow each other from the right, 006 116 for 116 006: one that does not break keeps
them together (Unicode's bidirectional algorithm, W4). A full-width mark of Chinese has its room in itself: no space follows it.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

WHOLE, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
BEFORE_MARK = re.compile(r" (?=[;!?](?!\w))")
BESIDE = re.compile(r" (?=:(?!\w)|»)|(?<=«) |(?<=\d) (?=[€%]|euros?\b|h\b)")
DIALLED = re.compile(r"(?<![\d,.-])\+?\d{1,4}(?: \d{1,4})+(?!\d)")
GROUPS = re.compile(r"(?<![\d,.-])\d{1,3}(?: \d{3})+(?!\d)")
# Where an editor broke a line no space follows, and the text goes on.
AFTER_FULL_WIDTH = re.compile(r"(?<=[，、。：；！？])(?:\n* +|\n+\Z)")
# A text between two tags that may need it; what scripts, styles and examples hold is not text.
UNTOUCHED = re.compile(r"(<(script|style|pre|code|textarea)\b.*?</\2>)", re.DOTALL)
LANGUAGE = re.compile(rb'<html lang="([\w-]+)"')
TEXT = re.compile(r">[^<]*?(?: [;:!?»€%eh]|« |\d \d|[，、。：；！？][ \n])[^<]*")


def french(text: str) -> str:
    """Plain text as it is set in French."""
    text = BESIDE.sub(WHOLE, BEFORE_MARK.sub(NARROW, text))
    return GROUPS.sub(lambda number: number[0].replace(" ", NARROW), text)


def right_to_left(text: str) -> str:
    """Plain text as it is set in Arabic."""
    return DIALLED.sub(lambda number: number[0].replace(" ", WHOLE), text)


def chinese(text: str) -> str:
    """Plain text as it is set in Chinese."""
    return AFTER_FULL_WIDTH.sub("", text)


def setting(language: str) -> Callable[[str], str] | None:
    """How plain text is set in a language; None where it stays as it is typed."""
    if language in settings.LANGUAGES_BIDI:
        return right_to_left
    return {"fr": french, "zh": chinese}.get(language.partition("-")[0])


def set_html(html: str, of_text: Callable[[str], str]) -> str:
    """The same for the texts of a document or a part of one; tags and their attributes stay as they are."""
    parts = UNTOUCHED.split(html)  # text, then what is untouched and the name of its tag, over and over
    for number in range(0, len(parts), 3):
        parts[number] = TEXT.sub(lambda found: of_text(found[0]), parts[number])
    return "".join(part for number, part in enumerate(parts) if number % 3 != 2)


class SpacesMiddleware:
    """Sets the spaces of public pages in their language, whatever room their words come from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = LANGUAGE.search(response.content[:400]) if _is_public_page(request, response) else None
        if language and (of_text := setting(language[1].decode())):
            response.content = set_html(response.content.decode(), of_text).encode()
        return response


def _is_public_page(request: HttpRequest, response: HttpResponse) -> bool:
    is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    return is_page and not request.path.startswith("/admin/")
