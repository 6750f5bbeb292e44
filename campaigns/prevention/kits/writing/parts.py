"""What a kit is made into: each document, before it has a version and a date."""

import hashlib
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.writing import pages
from campaigns.prevention.kits.writing.reading import Reader
from core.models import Operator
from press.documents.spaces import spaced
from press.documents.tree import Deck, Document


@dataclass(frozen=True)
class Written:
    """The words of a kit in its language, with the facts of today."""

    language: str
    guide: Document
    handouts: tuple[Document, ...]
    slides: Deck | None

    @property
    def digest(self) -> str:
        """SHA-256 of all that its files say."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def dated(self, version: str, day: str) -> "Written":
        """The same with its version and its day, which each of its files names."""
        of_edition = {"version": version, "date": day}
        return replace(
            self,
            guide=replace(self.guide, **of_edition),
            handouts=tuple(replace(handout, **of_edition) for handout in self.handouts),
            slides=replace(self.slides, **of_edition) if self.slides else None,
        )


def write(kit: KitPage) -> Written:
    """A live kit as documents. PressError where a picture of it cannot be read."""
    language = kit.locale.language_code
    operator = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    with translation.override(language):
        read = Reader(kit)
        same = {
            "language": language,
            "author": operator.name,
            "licence": str(kit.get_licence_display()),
            "notice": _("Demonstration") if operator.is_demonstration else "",
            "voice": kit.voice,
        }
        guide = spaced(
            Document(title=kit.title, subtitle=read.lead, blocks=pages.guide(kit, read), contents=True, **same)
        )
        handouts = tuple(
            spaced(Document(title=title, subtitle=kit.title, blocks=pages.handout(blocks, read), **same))
            for title, blocks in kit.sheets
        )
        slides = spaced(Deck(title=kit.title, slides=pages.slides(kit, read), **same)) if kit.slides else None
        return Written(language, guide, handouts, slides)
