"""French spaces: no line begins with the mark that ends a sentence, and no number is torn from its unit.

What people type has ordinary spaces there. Marks take the spaces of the Imprimerie nationale's rules: a narrow one before ; ! and ?, a
whole one before : and within « », neither of which breaks. Where somebody typed no space, none is added.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

WHOLE, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
BEFORE_MARK = re.compile(r" (?=[;!?](?!\w))")
BESIDE = re.compile(r" (?=:(?!\w)|»)|(?<=«) |(?<=\d) (?=[€%]|euros?\b)")
GROUPS = re.compile(r"(?<![\d,.-])\d{1,3}(?: \d{3})+(?!\d)")
# A text between two tags that may need it; what scripts, styles and examples hold is not text.
UNTOUCHED = re.compile(r"(<(script|style|pre|code|textarea)\b.*?</\2>)", re.DOTALL)
TEXT = re.compile(r">[^<]*?(?: [;:!?»€%e]|« |\d \d)[^<]*")


def french(text: str) -> str:
    """Plain text as it is set in French."""
    text = BESIDE.sub(WHOLE, BEFORE_MARK.sub(NARROW, text))
    return GROUPS.sub(lambda number: number[0].replace(" ", NARROW), text)


def french_html(html: str) -> str:
    """The same for the texts of a document or a part of one; tags and their attributes stay as they are."""
    parts = UNTOUCHED.split(html)  # text, then what is untouched and the name of its tag, over and over
    for number in range(0, len(parts), 3):
        parts[number] = TEXT.sub(lambda found: french(found[0]), parts[number])
    return "".join(part for number, part in enumerate(parts) if number % 3 != 2)


class FrenchSpacesMiddleware:
    """Sets the spaces of public pages in French, whatever room their words come from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_public_page(request, response) and b'<html lang="fr"' in response.content[:400]:
            response.content = french_html(response.content.decode()).encode()
        return response


def _is_public_page(request: HttpRequest, response: HttpResponse) -> bool:
    is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    return is_page and not request.path.startswith("/admin/")
