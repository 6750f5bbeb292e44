"""Facts inside a sentence: a link in the editor, the value itself on the page, one piece for the translator."""

from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.rich_text import LinkHandler

from facts.models import Fact
from facts.readers.withholding import allowed
from facts.shelf import INLINE, Shelf


class FactLinkHandler(LinkHandler):
    """Stored as `<a linktype="fact" id="…">`, a form that wagtail-localize keeps whole inside a sentence."""

    identifier = "fact"

    @staticmethod
    def get_model():
        return Fact

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """Only reached where rich text is shown without `core.text.rich_text`: what the editor saw, without a link."""
        return "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]):
        yield Fact, attrs["id"], "", ""


class FactElementHandler(LinkElementHandler):
    """From the database to the editor."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        return {"id": int(attrs["id"])}


def fact_entity(props: dict[str, Any]):
    """From the editor to the database."""
    return DOM.create_element("a", {"linktype": "fact", "id": props["id"]}, props["children"])


def expand_facts(source: str, context: dict[str, Any]) -> str:
    """Replace each inline fact with its value of today; a fact without value with its label.

    Sentences that speak of a fact which is kept from the page's audience are left out.
    """
    if 'linktype="fact"' not in source:
        return source
    shelf = Shelf.of(context)

    def shown(match) -> str:
        fact = shelf.fact(int(match["id"]))
        if fact is None:
            return match["text"]
        return fact.marked_value if fact.fact.unit else fact.marked_label

    return INLINE.sub(shown, allowed(source, shelf))
