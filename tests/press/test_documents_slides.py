"""Slides opened again: titles where an outline looks for them, the order in which they are read, notes, alternatives."""

import io
import zipfile
from dataclasses import replace

import pptx as python_pptx
import pytest
from lxml import etree

from press.documents.slides.pptx import pptx
from press.documents.slides.slide_room import sizes
from press.documents.tree import Paragraph, Picture, Run, Slide
from tests.press.contents import LANGUAGES
from tests.press.guides import deck, drawing, sentence
from tests.press.test_documents_office import TAGS, plain

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def opened(said=None):
    return python_pptx.Presentation(io.BytesIO(pptx(said or deck())))


def texts(slide) -> list[str]:
    """What is read, in its order, but for the footer."""
    shapes = [one for one in slide.shapes if not (one.is_placeholder and one.placeholder_format.idx in (11, 12))]
    return [one.text_frame.text if one.has_text_frame else one._element.nvPicPr.cNvPr.get("descr") for one in shapes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_are_read_in_the_order_of_their_deck(language):
    said = deck(language)

    slides = list(opened(said).slides)

    assert [slide.shapes.title.text_frame.text for slide in slides] == [said.title, *(one.title for one in said.slides)]
    assert [[plain(text) for text in texts(slide)] for slide in slides[1:]] == [
        [said.slides[0].title, f"{sentence(1, language)}\n{sentence(2, language)}\n01 40 33 42 00"],
        [said.slides[1].title, f"{sentence(5, language)}\nexample.org", sentence(6, language), sentence(7, language)],
        [said.slides[2].title, sentence(9, language)],
    ]
    first = plain(texts(slides[0])[1])
    assert all(one in first for one in (said.author, said.licence, said.version, said.date))


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_say_who_they_are_in_their_language_and_direction(language):
    said = deck(language)

    made = opened(said)

    core = made.core_properties
    assert (core.title, core.author, core.language) == (said.title, said.author, TAGS[language])
    assert (core.version, said.licence in core.comments) == (said.version, True)
    trees = [slide._element for slide in made.slides] + [made.slides[1].notes_slide._element]
    spoken = {one.get("lang") for tree in trees for one in tree.iter(f"{A}rPr")}
    assert spoken == {TAGS[language]}
    right = "1" if language == "ar" else "0"
    paragraphs = [one for slide in made.slides for one in slide.shapes.title.text_frame.paragraphs]
    paragraphs += made.slides[1].placeholders[1].text_frame.paragraphs
    assert {one._p.pPr.get("rtl") for one in paragraphs} == {right}
    assert made.element.get("rtl") == ("1" if language == "ar" else None)


def test_text_stands_at_the_right_and_the_picture_at_the_left_where_lines_begin_at_the_right():
    def at(language: str) -> tuple[int, int]:
        slide = opened(deck(language)).slides[2]
        return slide.placeholders[1].left, next(one for one in slide.shapes if one.shape_type == 13).left

    text, shown = at("fr")
    assert text < shown
    text, shown = at("ar")
    assert shown < text


def test_notes_lists_and_links_are_kept():
    slides = opened().slides

    assert slides[1].notes_slide.notes_text_frame.text == sentence(3, "fr")
    assert [slide.has_notes_slide for slide in slides] == [False, True, False, False]
    marks = [[one.tag.removeprefix(A) for one in p._p.pPr] for p in slides[1].placeholders[1].text_frame.paragraphs]
    assert marks == [["buNone"], ["buFont", "buChar"], ["buFont", "buChar"]]
    ordered = slides[2].placeholders[1].text_frame.paragraphs
    assert [[one.tag.removeprefix(A) for one in p._p.pPr] for p in ordered] == [["buFont", "buAutoNum"]] * 2
    assert ordered[1].runs[0].hyperlink.address == "https://example.org/"


def test_footer_and_number_stand_on_every_slide():
    slides = opened().slides

    footers = [{one.placeholder_format.idx: one.text_frame.text for one in slide.placeholders} for slide in slides]
    assert [(one[11], one[12]) for one in footers] == [("Démonstration", str(number)) for number in (1, 2, 3, 4)]
    assert 11 not in {one.placeholder_format.idx for one in opened(deck(notice="")).slides[1].placeholders}


def test_shapes_of_a_slide_have_numbers_of_their_own_and_stay_on_it():
    made = opened()

    for slide in made.slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(set(numbers)) == len(numbers)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_tall_picture_stays_above_the_footer():
    tall = Slide("One", (Picture(drawing("PNG", (300, 1500)), "image/png", "Bars", "Caption"),))

    shapes = list(opened(replace(deck(), slides=(tall,))).slides[1].shapes)

    footer = next(one for one in shapes if one.is_placeholder and one.placeholder_format.idx == 11)
    assert all(one.top + one.height <= footer.top for one in shapes if not one.is_placeholder)


def test_letters_grow_smaller_where_there_is_more_to_say():
    def body(words: int) -> int:
        return sizes(Slide("One", (Paragraph((Run("word " * words),)),)))[1]

    assert [body(10), body(150), body(200)] == sorted([body(10), body(150), body(200)], reverse=True)
    assert body(10) == 28
    assert body(200) < 24


def test_nothing_of_the_library_is_left_in_the_file():
    archive = zipfile.ZipFile(io.BytesIO(pptx(deck())))

    assert not any("thumbnail" in name or "printer" in name for name in archive.namelist())
    core = etree.fromstring(archive.read("docProps/core.xml"))
    assert {etree.QName(one).localname for one in core} == {
        "title", "subject", "creator", "language", "version", "description", "revision"
    }  # fmt: skip
