"""What a reader is told of a PDF before its first page: title, language, that it is made for screen readers (ISO 14289, PDF/UA).

A fresh packet says these alone; the one that came with the file may name people, programs, dates and former versions.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name

DC, UA = "http://purl.org/dc/elements/1.1/", "http://www.aiim.org/pdfua/ns/id/"
LONGEST = 300  # characters of a title
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="%(dc)s" xmlns:pdfuaid="%(ua)s">
%(said)s
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Told:
    """Empty where the document does not say it. `title` is one that readers show, no name of a file."""

    title: str = ""
    language: str = ""
    part: str = ""  # of PDF/UA

    @property
    def packet(self) -> bytes:
        said = []
        if self.title:
            title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(self.title)}</rdf:li></rdf:Alt>'
            said.append(f"<dc:title>{title}</dc:title>")
        if self.language:
            said.append(f"<dc:language><rdf:Bag><rdf:li>{escape(self.language)}</rdf:li></rdf:Bag></dc:language>")
        if self.part:
            said.append(f"<pdfuaid:part>{self.part}</pdfuaid:part>")
        return (PACKET % {"dc": DC, "ua": UA, "said": "\n".join(said)}).encode()


def read(document: pikepdf.Pdf) -> Told:
    """Only a document that has its title shown in place of its name has one: in others it is what a program put there."""
    root = document.Root
    settings, language = root.get("/ViewerPreferences"), root.get("/Lang")
    shows_title = isinstance(settings, Dictionary) and settings.get("/DisplayDocTitle") is True
    title, part = _packed(document)
    if shows_title and not title and "/Info" in document.trailer:
        title = str(document.trailer.Info.get("/Title", ""))
    return Told(
        title=" ".join(title.split())[:LONGEST] if shows_title else "",
        language=_tag(str(language)) if language is not None else "",
        part=part if part in ("1", "2") else "",
    )


def write(document: pikepdf.Pdf, told: Told) -> None:
    """Nothing where the document said nothing of it. The title stands in both places, since readers look into one of them."""
    if told.title:
        document.trailer.Info = document.make_indirect(Dictionary(Title=told.title))
    if told.title or told.part:
        document.Root.Metadata = document.make_stream(told.packet, Type=Name.Metadata, Subtype=Name.XML)


def _packed(document: pikepdf.Pdf) -> tuple[str, str]:
    """The title and the part of PDF/UA, as the packet of the document says them."""
    if "/Metadata" not in document.Root:
        return "", ""
    try:
        said = document.open_metadata(set_pikepdf_as_editor=False)
        return str(said.get(f"{{{DC}}}title") or ""), str(said.get(f"{{{UA}}}part") or "").strip()
    except (ValueError, SyntaxError, KeyError, AttributeError):
        return "", ""


def _tag(language: str) -> str:
    """As BCP 47 writes it; anything else is no language."""
    parts = language.split("-")
    is_tag = all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts)
    return language if is_tag and parts[0].isalpha() else ""
