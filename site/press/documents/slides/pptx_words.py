"""Words on slides: paragraphs and lists in their direction, runs in their language."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from press.documents import wording
from press.documents.tree import Listing, Paragraph, Run

HANG = "342900"  # 0.375 inches, in English metric units


class Words:
    """Fills frames of a file in one language."""

    def __init__(self, language: str):
        self.language = language
        self.right = wording.rtl(language)

    def fill(self, frame: Any, paragraphs: Iterable[Sequence[Run]], size: int) -> None:
        """Without marks, whatever the place has."""
        for runs in paragraphs:
            self._write(self._next(frame), runs, size, [OxmlElement("a:buNone")], "0")

    def blocks(self, frame: Any, blocks: Iterable[Paragraph | Listing], size: int) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.fill(frame, [block.runs], size)
            else:
                for item in block.items:
                    self._write(self._next(frame), item, size, _marks(block.ordered), HANG)

    def _next(self, frame: Any) -> Any:
        """The empty paragraph that a frame begins with, or one more."""
        first = frame.paragraphs[0]
        return first if len(frame.paragraphs) == 1 and not first.runs else frame.add_paragraph()

    def _write(self, paragraph: Any, runs: Iterable[Run], size: int, marks: list[Any], hang: str) -> None:
        shape = paragraph._p.get_or_add_pPr()
        shape.set("marL", hang)
        shape.set("indent", f"-{hang}" if hang != "0" else "0")
        shape.set("algn", "r" if self.right else "l")
        shape.set("rtl", str(int(self.right)))
        shape.extend(marks)
        for piece in wording.pieces(runs, self.language):
            self._run(paragraph, piece, size)

    def _run(self, paragraph: Any, piece: wording.Piece, size: int) -> None:
        made = paragraph.add_run()
        made.text = piece.text
        made.font.size = Pt(size)
        made.font.bold, made.font.italic = piece.bold or None, piece.italic or None
        made._r.rPr.set("lang", wording.tag(piece.language))
        if piece.href:
            made.hyperlink.address = piece.href


def _marks(ordered: bool) -> list[Any]:
    font, mark = OxmlElement("a:buFont"), OxmlElement("a:buAutoNum" if ordered else "a:buChar")
    font.set("typeface", "Arial")
    mark.set(*("type", "arabicPeriod") if ordered else ("char", "•"))
    return [font, mark]
