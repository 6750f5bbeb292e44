"""Puts a fact in the place of a typed number: the link of a fact in rich text, its token in a field that shows one."""

import re

from django.utils.html import escape
from wagtail.models import Page

from facts.models import Fact
from facts.typed.numbers import Number
from facts.typed.places import rewrite

TAG = re.compile(r"<[^<>]*>")


def replace(page: Page, number: Number, fact: Fact) -> None:
    """In the words of the page in memory."""
    source, typed = number.place.text, number.typed
    if number.place.rich:
        inside = "".join(TAG.findall(source[typed.start : typed.end]))  # “<b>1 500</b> €” keeps its tags whole
        written = escape(fact.written(page.locale.language_code))
        put = f'<a linktype="fact" id="{fact.pk}">{written}</a>{inside}'
    else:
        put = f"{{fact:{fact.pk}}}"
    rewrite(page, number.place.path, source[: typed.start] + put + source[typed.end :])
