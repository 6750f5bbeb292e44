"""The file around a DOCX document: its styles, lists and settings, its pages with their header and footer."""

from pathlib import Path
from string import Template
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from press.composition import fonts
from press.documents import properties, wording
from press.documents.docx.docx_words import Writer, element
from press.documents.inks import inks
from press.documents.tree import Document, Run

HERE = Path(__file__).parent
STYLES = Template((HERE / "docx_styles.xml").read_text("utf-8"))
NUMBERING = (HERE / "docx_numbering.xml").read_bytes()
SETTINGS = Template(f"""<w:settings {nsdecls("w")}><w:defaultTabStop w:val="567"/><w:compat><w:compatSetting
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="$tag" w:eastAsia="$asian" w:bidi="$complex"/></w:settings>""")
# Parts of the library's own first file: a picture of it, and styles and data for old versions of Word.
LEFT_OUT = {"thumbnail", "stylesWithEffects", "customXml"}


def empty(document: Document) -> Any:
    """Without a paragraph, in the document's language, direction and colours."""
    made = docx.Document()
    for rels in (made.part.rels, made.part.package.rels):
        for key in [key for key, one in rels.items() if one.reltype.rpartition("/")[2] in LEFT_OUT]:
            del rels[key]
    right = wording.rtl(document.language)
    tags = properties.languages(document.language, fonts.script(document.language))
    shape = {"bidi": "<w:bidi/>" if right else "", "begin": "right" if right else "left"}
    colours = {name: colour.lstrip("#") for name, colour in vars(inks(document.voice)).items()}
    _replace(made.styles.element, STYLES.substitute(colours | tags | shape).encode())
    _replace(made.part.numbering_part.element, NUMBERING)
    _replace(made.settings.element, SETTINGS.substitute(tags).encode())
    return made


def _replace(root: Any, xml: bytes) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(xml)))


def margins(writer: Writer, document: Document) -> None:
    """A4; the title above each page but the first, under each the notice and the number of the page."""
    section = writer.file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(24)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    if wording.rtl(document.language):
        section._sectPr.find(qn("w:titlePg")).addnext(element("w:bidi"))
    _filled(writer, section.header, "Header", (Run(document.title),))
    _filled(writer, section.first_page_header, "Header", ())
    for footer in (section.footer, section.first_page_footer):
        _numbered(_filled(writer, footer, "Footer", (Run(document.notice, bold=True),)))


def _filled(writer: Writer, place: Any, style: str, runs: tuple[Run, ...]) -> Any:
    place.is_linked_to_previous = False
    made = place.paragraphs[0]
    made._p.style = writer.styles[style]
    writer.write(made, [run for run in runs if run.text])
    return made


def _numbered(paragraph: Any) -> None:
    """`2 / 12`, counted by whatever program lays out the page."""
    paragraph.add_run("\t")
    paragraph._p.append(_counted("PAGE"))
    paragraph.add_run(" / ")
    paragraph._p.append(_counted("NUMPAGES"))


def _counted(what: str) -> Any:
    made, run, text = element("w:fldSimple", instr=f" {what} "), element("w:r"), element("w:t")
    text.text = "1"
    run.append(text)
    made.append(run)
    return made


def contents_field() -> list[Any]:
    """The runs around the contents: what is asked for, where its result begins, where it ends. Of two levels, linked, without pages."""
    asked = element("w:instrText")
    asked.text = ' TOC \\o "1-2" \\h \\z \\n '
    parts = [element("w:fldChar", fldCharType="begin"), asked]
    parts += [element("w:fldChar", fldCharType=kind) for kind in ("separate", "end")]
    made = []
    for part in parts:
        made.append(element("w:r"))
        made[-1].append(part)
    return made
