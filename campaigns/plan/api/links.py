"""The pages of this site that texts lead to, as whole addresses: those that are open to all, in the language of the text."""

import re
from collections.abc import Iterable

from django.http import HttpRequest
from wagtail.models import Page

from campaigns.plan.models import CampaignPage
from campaigns.plan.relay.open_pages import open_pages
from core.text.streams import leaves

PAGE = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(?P<id>\d+)"')


class Links:
    """Read for all texts at once, in two queries."""

    def __init__(self, texts: Iterable[CampaignPage], request: HttpRequest):
        ids = {pk for text in texts for pk in linked(text)}
        self.keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
        pages = open_pages().filter(translation_key__in=set(self.keys.values())).select_related("locale")
        self.addresses = {
            (page.translation_key, page.locale.language_code): page.get_full_url(request) for page in pages
        }

    def address(self, pk: int, language: str) -> str:
        """Empty where the page is not open to all, or not in this language."""
        return self.addresses.get((self.keys.get(pk), language), "")


def linked(text: CampaignPage) -> set[int]:
    """The ids of all pages that the streams of a page lead to, by a block or inside a sentence."""
    ids: set[int] = set()
    for name, value in leaves(text):
        if isinstance(value, str):
            ids |= {int(match["id"]) for match in PAGE.finditer(value)}
        elif name == "page" and value:
            ids.add(value)
    return ids
