"""Words of a DOCX document: paragraphs in a style, runs in their language and direction, links."""

from collections.abc import Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from press.composition import fonts
from press.documents import illustrations, wording
from press.documents.inks import Inks
from press.documents.tree import Run

WIDTH = 166  # mm, of the text


def element(kind: str, **attributes: str) -> Any:
    """`element("w:ind", left="397")`: attributes are of the namespace of Word."""
    made = OxmlElement(kind)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class Writer:
    """Writes into a file in one language; `headings` are a mark, a level and words each; `width` is in mm."""

    def __init__(self, file: Any, language: str, colours: Inks):
        self.file, self.language, self.inks = file, language, colours
        self.headings: list[tuple[str, int, str]] = []
        self.width: float = WIDTH
        self.styles = {style.name: style.style_id for style in file.styles}

    def paragraph(self, place: Any, style: str, runs: Iterable[Run] = ()) -> Any:
        """At the end of a place: the file itself, a cell, a footer."""
        made = place.add_paragraph()
        made._p.style = self.styles[style]
        self.write(made, runs)
        return made

    def plain(self, place: Any, style: str, text: str) -> Any:
        return self.paragraph(place, style, (Run(text),))

    def write(self, paragraph: Any, runs: Iterable[Run]) -> None:
        for piece in wording.pieces(runs, self.language):
            made = self._run(piece)
            paragraph._p.append(self._link(made, piece.href) if piece.href else made)

    def _link(self, run: Any, href: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.file.part.relate_to(href, KIND.HYPERLINK, is_external=True))
        link.append(run)
        return link

    def _run(self, piece: wording.Piece) -> Any:
        made, shape, text = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
        shape.extend(self._shape(piece))
        text.text = piece.text
        text.set(qn("xml:space"), "preserve")
        made.extend([shape, text])
        return made

    def _shape(self, piece: wording.Piece) -> list[Any]:
        """In the order that the standard demands (ECMA-376, part 1, CT_RPr)."""
        script = fonts.script(piece.language)
        shape = [element("w:rStyle", val="Hyperlink")] if piece.href else []
        if script == "chinese":
            shape.append(element("w:rFonts", hint="eastAsia"))
        for wanted, names in ((piece.bold, ("w:b", "w:bCs")), (piece.italic, ("w:i", "w:iCs"))):
            shape += [element(name) for name in names if wanted]
        if piece.rtl:
            shape.append(element("w:rtl"))
        if piece.language != self.language:
            tag = wording.tag(piece.language)
            shape.append(element("w:lang", val=tag, eastAsia=tag, bidi=tag))
        return shape

    def picture(self, place: Any, data: Any, size: tuple[float, float], alt: str, decorative: bool = False) -> None:
        run = self.paragraph(place, "Picture").add_run()
        shown = run.add_picture(data, Mm(size[0]), Mm(size[1]))
        illustrations.describe(shown._inline.docPr, alt, decorative)
        for side in "TBLR":  # where nothing is said, Writer leaves room around it
            shown._inline.set(f"dist{side}", "0")
