"""The file around slides: 16 by 9, in the deck's language, direction and colours."""

from pathlib import Path
from string import Template
from typing import Any

import pptx
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from press.documents import wording
from press.documents.inks import Inks, inks
from press.documents.slides.slide_room import BODY, HALF, TITLE, Box
from press.documents.tree import Deck

STYLES = Template((Path(__file__).parent / "pptx_styles.xml").read_text("utf-8"))
WIDTH, HEIGHT = 13.333, 7.5  # inches
FOOTER: Box = (0.75, 6.85, 9, 0.4)
NUMBER: Box = (11.08, 6.85, 1.5, 0.4)
FIRST: dict[int, Box] = {0: (0.75, 1.3, 11.83, 2.2), 1: (0.75, 3.8, 11.83, 2.4)}
OTHER = (6.88, 1.95, 5.7, 4.6)
# What is used of the library's own layouts: their names, and where what they hold stands.
LAYOUTS: dict[str, dict[int, Box]] = {
    "Title Slide": FIRST,
    "Title and Content": {},
    "Two Content": {1: HALF, 2: OTHER},
    "Title Only": {},
}
MASTER: dict[int, Box] = {0: TITLE, 1: BODY, 3: FOOTER, 4: NUMBER}
FOOTERS = {11: FOOTER, 12: NUMBER}
LEFT_OUT = {"thumbnail", "printerSettings"}
BAR = Template("""<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="99" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="$x" y="$y"/><a:ext cx="$width" cy="$height"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>""")


def empty(deck: Deck) -> Any:
    """Without a slide."""
    made = pptx.Presentation()
    for rels in (made.part.rels, made.part.package._rels):
        for key in [key for key, one in rels.items() if one.reltype.rpartition("/")[2] in LEFT_OUT]:
            rels.pop(key)
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _layouts(made, deck.language)
    _style(made, deck)
    return made


def place(shape: Any, box: Box, language: str) -> None:
    """Mirrored where lines begin at the right."""
    x, y, width, height = box
    x = WIDTH - x - width if wording.rtl(language) else x
    shape.left, shape.top, shape.width, shape.height = map(Inches, (x, y, width, height))


def _layouts(made: Any, language: str) -> None:
    _arrange(made.slide_master, MASTER, language)
    for layout in list(made.slide_layouts):
        if layout.name in LAYOUTS:
            _arrange(layout, LAYOUTS[layout.name] | FOOTERS, language)
        else:
            made.slide_layouts.remove(layout)


def _arrange(holder: Any, boxes: dict[int, Box], language: str) -> None:
    """Placeholders by their number; those of the date are left out."""
    for shape in list(holder.placeholders):
        number = shape.placeholder_format.idx
        if shape.placeholder_format.type.name == "DATE":
            shape._element.getparent().remove(shape._element)
        elif number in boxes:
            place(shape, boxes[number], language)
        _unstyled(shape)


def _unstyled(shape: Any) -> None:
    """What the library's file says of sizes and sides gives way to our styles."""
    body = shape._element.txBody
    for style in body.findall(qn("a:lstStyle")):
        for child in list(style):
            style.remove(child)
    body.bodyPr.set("lIns", "0")
    body.bodyPr.set("rIns", "0")


def _style(made: Any, deck: Deck) -> None:
    right = wording.rtl(deck.language)
    shape = {"side": "r" if right else "l", "rtl": str(int(right)), "hang": "342900", "tag": wording.tag(deck.language)}
    master = made.slide_master.element
    old = master.find(qn("p:txStyles"))
    master.replace(old, parse_xml(STYLES.substitute(shape).encode()))
    x = WIDTH - 0.75 - 1.1 if right else 0.75
    sizes = {"x": Inches(x), "y": Inches(0.42), "width": Inches(1.1), "height": Inches(0.09)}
    master.cSld.spTree.append(parse_xml(BAR.substitute(sizes)))
    if right:
        made.element.set("rtl", "1")
    theme = made.slide_master.part.part_related_by(pptx.opc.constants.RELATIONSHIP_TYPE.THEME)
    theme.blob = _theme(theme.blob, inks(deck.voice))


def _theme(blob: bytes, colours: Inks) -> bytes:
    root = etree.fromstring(blob)
    told = {"dk1": colours.ink, "lt1": "#ffffff", "dk2": colours.muted, "lt2": colours.panel, "accent1": colours.accent}
    told |= {"hlink": colours.accent, "folHlink": colours.accent}
    for name, colour in told.items():
        (holder,) = root.iter(qn(f"a:{name}"))
        holder[:] = [etree.Element(qn("a:srgbClr"), val=colour.lstrip("#"))]
    for kind, face in (("latin", "Arial"), ("ea", "Microsoft YaHei"), ("cs", "Arial")):
        for fonts in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
            fonts.find(qn(f"a:{kind}")).set("typeface", face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
