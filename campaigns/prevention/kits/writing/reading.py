"""Reads the rich text of one kit with its facts of today."""

from collections.abc import Iterable
from types import SimpleNamespace

from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.writing import sentences
from core.text import rich_text
from core.text.tokens import kept
from facts.models import Helpline
from facts.sentences.tokens import told
from facts.shelf import Shelf, ShownHelpline
from press.documents.tree import Block, Listing, Run


class Reader:
    """All facts that the kit mentions are read in one query, in its language."""

    def __init__(self, kit: KitPage):
        self.address = kit.address
        # What a template would have: the facts hang on the request.
        self._shelf = Shelf(kit.locale.language_code, kit)
        self._context = {"page": kit, "request": SimpleNamespace(fact_shelf=self._shelf)}

        self.lead = told(kept(kit.lead), self._shelf)

    def __call__(self, source: str, level: int) -> tuple[Block, ...]:
        return sentences.blocks(rich_text.render(source, self._context), level)

    def helplines(self, chosen: Iterable[Helpline | None], *, briefly: bool = False) -> tuple[Listing, ...]:
        """The live ones among them, in their order: whom to call and what for; `briefly` as one reads it from afar."""
        shown = self._shelf.chosen_helplines(helpline.pk for helpline in chosen if helpline)
        items = tuple(self._line(one, briefly) for one in shown)
        return (Listing(items),) if items else ()

    def _line(self, shown: ShownHelpline, briefly: bool) -> tuple[Run, ...]:
        language = "" if shown.language == self._shelf.language else shown.language
        wording = shown.wording
        said = (
            wording.title if briefly else " ".join(filter(None, (f"{wording.title}.", wording.purpose, wording.note)))
        )
        runs = Run(shown.way, bold=True), Run(f" – {said}", language=language)
        return (*runs, Run(f" ({shown.terms})")) if shown.terms and not briefly else runs
