"""Slides for PowerPoint and what reads its files: titles in their places, notes, nothing that moves."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from django.utils import translation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from press.documents import archive, cover, illustrations, properties, tree, wording
from press.documents.slides import pptx_file, slide_room
from press.documents.slides.pptx_words import Words
from press.documents.tree import Deck, Listing, Paragraph, Picture, Run, Slide

CAPTION = 14  # points
NUMBER = """<a:p {spaces}><a:pPr algn="{side}"/><a:fld id="{{7B0C1D4E-0000-4000-8000-000000000001}}" type="slidenum">
<a:rPr lang="{tag}" sz="1100"/><a:t>{number}</a:t></a:fld></a:p>"""


def pptx(deck: Deck) -> bytes:
    """PressError names what cannot be made, and where."""
    tree.check(deck)
    file, words = pptx_file.empty(deck), Words(deck.language)
    with translation.override(deck.language):
        _first(file, words, deck)
        for slide in deck.slides:
            _slide(file, words, slide)
    for number, made in enumerate(file.slides, 1):
        _footer(made, words, deck, number)
    properties.describe(file.core_properties, deck)
    out = BytesIO()
    file.save(out)
    return archive.repacked(out.getvalue())


def _layout(file: Any, name: str) -> Any:
    return file.slides.add_slide(file.slide_layouts.get_by_name(name))


def _first(file: Any, words: Words, deck: Deck) -> None:
    made = _layout(file, "Title Slide")
    words.fill(made.shapes.title.text_frame, [(Run(deck.title),)], 44)
    told = [(Run(f"{name} "), Run(value, bold=True)) for name, value in cover.facts(deck)]
    words.fill(made.placeholders[1].text_frame, told, 18)


def _slide(file: Any, words: Words, slide: Slide) -> None:
    title, body = slide_room.sizes(slide)
    picture = next((block for block in slide.blocks if isinstance(block, Picture)), None)
    texts = [block for block in slide.blocks if isinstance(block, Paragraph | Listing)]
    made = _layout(file, _name(bool(texts), picture is not None))
    words.fill(made.shapes.title.text_frame, [(Run(slide.title),)], title)
    if texts or picture is None:
        words.blocks(made.placeholders[1].text_frame, texts, body)
    if picture is not None:
        _picture(made, words, picture, slide_room.BESIDE if texts else slide_room.WHOLE)
    if slide.notes:
        words.fill(made.notes_slide.notes_text_frame, [(Run(line),) for line in slide.notes.splitlines()], 12)


def _name(text: bool, picture: bool) -> str:
    if picture:
        return "Two Content" if text else "Title Only"
    return "Title and Content"


def _picture(made: Any, words: Words, picture: Picture, box: slide_room.Box) -> None:
    """In place of the second content, after the text in the order in which it is read."""
    for empty in [one for one in made.placeholders if one.placeholder_format.idx == 2]:
        empty._element.getparent().remove(empty._element)
    shown = illustrations.prepared(picture.data)
    x, y, width, height = box
    scale = min(width / shown.width, height / shown.height)
    size = shown.width * scale, shown.height * scale
    drawn = made.shapes.add_picture(BytesIO(shown.data), 0, 0)
    pptx_file.place(drawn, (x, y, *size), words.language)
    illustrations.describe(drawn._element.nvPicPr.cNvPr, picture.alt, picture.decorative)
    if picture.caption:
        below = made.shapes.add_textbox(0, 0, Inches(1), Inches(1))
        pptx_file.place(below, (x, y + size[1] + 0.08, width, 0.45), words.language)
        below.text_frame.word_wrap = True
        below.text_frame.margin_left = below.text_frame.margin_right = 0
        words.fill(below.text_frame, [(Run(picture.caption),)], CAPTION)


def _footer(made: Any, words: Words, deck: Deck, number: int) -> None:
    """The notice and the number of the slide, in the places that its layout has for them."""
    for held in made.slide_layout.placeholders:
        kind = held.placeholder_format.type.name
        if kind not in ("FOOTER", "SLIDE_NUMBER") or (kind == "FOOTER" and not deck.notice):
            continue
        copy = deepcopy(held._element)
        copy.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in made.shapes) + 1))
        made.shapes._spTree.append(copy)
        shape = made.shapes[-1]
        if kind == "FOOTER":
            words.fill(shape.text_frame, [(Run(deck.notice, bold=True),)], 11)
        else:
            side = "l" if wording.rtl(deck.language) else "r"
            told = {"spaces": nsdecls("a"), "side": side, "tag": wording.tag(deck.language), "number": number}
            paragraph = shape.text_frame.paragraphs[0]._p
            paragraph.getparent().replace(paragraph, parse_xml(NUMBER.format(**told)))
