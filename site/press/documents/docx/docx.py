"""A document for Word and what reads its files, of A4 pages, to be edited."""

from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from press.documents import archive, cover, properties, tree
from press.documents.docx import docx_file
from press.documents.docx.docx_blocks import blocks
from press.documents.docx.docx_words import Writer, element
from press.documents.inks import inks
from press.documents.tree import Document, Run


def docx(document: Document) -> bytes:
    """PressError names what cannot be made, and where."""
    tree.check(document)
    writer = Writer(docx_file.empty(document), document.language, inks(document.voice))
    with translation.override(document.language):
        _opening(writer, document)
        last = writer.file.paragraphs[-1]._p
        blocks(writer, writer.file, document.blocks)
        if document.contents:
            _contents(writer, last)
    docx_file.margins(writer, document)
    properties.describe(writer.file.core_properties, document)
    out = BytesIO()
    writer.file.save(out)
    return archive.repacked(out.getvalue())


def _opening(writer: Writer, document: Document) -> None:
    writer.plain(writer.file, "Title", document.title)
    if document.subtitle:
        writer.plain(writer.file, "Subtitle", document.subtitle)
    for name, value in cover.facts(document):
        writer.paragraph(writer.file, "Facts", (Run(f"{name} "), Run(value, bold=True)))


def _contents(writer: Writer, after: Any) -> None:
    """A field that Word makes anew when asked; until then, links without pages, which only Word can count."""
    shown = [one for one in writer.headings if one[1] <= 2]
    made = [writer.plain(writer.file, "TOC Heading", _("Contents"))]
    for mark, level, text in shown:
        entry = writer.plain(writer.file, f"toc {level}", text)
        link = element("w:hyperlink", anchor=mark, history="1")
        link.extend(entry._p.findall(qn("w:r")))
        entry._p.append(link)
        made.append(entry)
    if shown:
        *begin, end = docx_file.contents_field()
        first = made[1]._p.find(qn("w:hyperlink"))
        for part in begin:
            first.addprevious(part)
        made[-1]._p.append(end)
    made.append(writer.paragraph(writer.file, "Page Break"))
    for one in reversed(made):
        after.addnext(one._p)
