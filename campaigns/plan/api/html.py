"""Rich text for other sites: a few elements without attributes, whole addresses, the values of facts as they are today."""

from collections.abc import Callable
from re import Match

from bs4 import Tag
from django.utils.html import escape
from wagtail.whitelist import Whitelister, allow_without_attributes

from campaigns.plan.api.links import Links
from facts.shelf import INLINE, ShownFact

ELEMENTS = ("h2", "h3", "p", "ul", "ol", "li", "b", "i", "strong", "em", "br", "bdi")
ELSEWHERE = ("https://", "http://", "mailto:", "tel:", "sms:")


class PlainHtml(Whitelister):
    """Keeps ELEMENTS and links that lead somewhere from another site; of all else the words alone."""

    def __init__(self, links: Links, language: str):
        self.links, self.language = links, language
        self.element_rules = dict.fromkeys(("[document]", *ELEMENTS), allow_without_attributes) | {"a": self._link}

    def clean_tag_node(self, doc, tag: Tag) -> None:
        if tag.name in ("script", "style"):
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)

    def _link(self, tag: Tag) -> None:
        address = self._address(tag)
        tag.attrs = {"href": address}
        if not address:
            tag.unwrap()

    def _address(self, tag: Tag) -> str:
        if tag.get("linktype") == "page" and str(tag.get("id", "")).isdigit():
            return self.links.address(int(tag["id"]), self.language)
        address = tag.get("href", "").strip()
        return address if "linktype" not in tag.attrs and address.lower().startswith(ELSEWHERE) else ""


def with_values(source: str, fact: Callable[[int], ShownFact | None]) -> str:
    """Rich text as stored, each fact in a sentence replaced by its value, or by its label where it has none."""

    def shown(match: Match[str]) -> str:
        found = fact(int(match["id"]))
        if found is None:
            return match["text"]
        return f"<bdi>{escape(found.value)}</bdi>" if found.fact.unit else escape(found.label)

    return INLINE.sub(shown, source)
