"""Reads the rich text of one kit with its facts of today."""

from types import SimpleNamespace

from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.writing import sentences
from core import rich_text
from facts.shelf import Shelf
from press.documents.tree import Block


class Reader:
    """All facts that the kit mentions are read in one query, in its language."""

    def __init__(self, kit: KitPage):
        self.address = kit.full_url or ""
        # What a template would have: the facts hang on the request.
        shelf = Shelf(kit.locale.language_code, kit)
        self._context = {"page": kit, "request": SimpleNamespace(fact_shelf=shelf)}

    def __call__(self, source: str, level: int) -> tuple[Block, ...]:
        return sentences.blocks(rich_text.render(source, self._context), level)
