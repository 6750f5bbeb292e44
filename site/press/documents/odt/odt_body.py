"""What an OpenDocument text is put together from: words in their language, and the styles, files and headings that it needs."""

from collections.abc import Iterable
from typing import Any

from press.documents import wording
from press.documents.inks import Inks
from press.documents.odt.odf import element
from press.documents.tree import Run

WIDTH = 166  # mm, of the text


def paragraph(style: str, *content: Any) -> Any:
    return element("text:p", {"text:style-name": style}, *content)


class Body:
    """`styles` are those that stand with the content; `headings` are a mark, a level and words each; `width` is in mm."""

    def __init__(self, language: str, colours: Inks):
        self.language, self.inks = language, colours
        self.styles: dict[str, Any] = {}
        self.files: dict[str, bytes] = {}
        self.headings: list[tuple[str, int, str]] = []
        self.width: float = WIDTH

    def spans(self, runs: Iterable[Run]) -> list[Any]:
        return [self._span(piece) for piece in wording.pieces(runs, self.language)]

    def _span(self, piece: wording.Piece) -> Any:
        made: Any = piece.text
        styles = [("Emphasis", piece.italic), ("Strong_20_Emphasis", piece.bold)]
        if piece.language != self.language:
            styles.insert(0, (self._spoken(piece.language), True))
        for style, wanted in styles:
            if wanted:
                made = element("text:span", {"text:style-name": style}, made)
        if piece.href:
            link = {"xlink:type": "simple", "xlink:href": piece.href, "text:style-name": "Internet_20_link"}
            made = element("text:a", link, made)
        return made

    def _spoken(self, language: str) -> str:
        code, country = wording.tag(language).split("-")
        told = {"fo:language": code, "fo:country": country}
        for script in ("asian", "complex"):
            told |= {f"style:language-{script}": code, f"style:country-{script}": country}
        return self.style(f"Language_{code}", "text", {"style:text-properties": told})

    def style(self, name: str, family: str, properties: dict[str, dict[str, str]]) -> str:
        """Its name; `properties` by the element that holds them. It is kept once."""
        if name not in self.styles:
            made = [element(kind, told) for kind, told in properties.items()]
            self.styles[name] = element("style:style", {"style:name": name, "style:family": family}, *made)
        return name
