"""A guide as a PDF: tagged, titled, read in its order, with nothing that runs off the page."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.utils import translation
from django.utils.translation import gettext

from core.words.typography import french
from press.documents.pdf import pdf
from press.documents.tree import Document, Heading, Lines, Listing, Notice, Paragraph, Picture, Run, Table
from tests.press.contents import LANGUAGES, TARGET
from tests.press.guides import drawing, guide, sentence, title
from tests.press.test_formats import letters, structure, text_of, words_of

MARGIN = 22 * 72 / 25.4


def plain(text: str) -> str:
    """Without what shows how lines were broken, or how figures were kept together."""
    return re.sub(r"[\s\u200b\u2066-\u2069\u00ad\ufffe-]+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_says_who_it_is_and_in_which_language(language):
    said = guide(language)

    with pikepdf.open(io.BytesIO(pdf(said))) as made:
        assert str(made.Root.Lang) == {"zh-hans": "zh-CN"}.get(language, language)
        assert bool(made.Root.MarkInfo.Marked)
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        told = made.open_metadata()
        assert (told["dc:title"], told["dc:creator"]) == (said.title, [said.author])
        assert told["pdfuaid:part"] == "1"
        assert all(one in told["dc:description"] for one in (said.licence, said.version, said.date))


LONG = "x" * 120


@pytest.mark.parametrize("end", ["la-campagne-le-rappelle/", "2026/12/", LONG])
def test_address_is_copied_as_it_is_and_stays_on_the_page(end):
    address = f"https://www.un-site-de-demonstration.example.org/fr/actualites-et-communiques/{end}"

    data = pdf(Document("fr", "Fiche", (Paragraph((Run("Ce communiqué sur le site : "), Run(address, href=address))),)))

    [page] = pypdfium2.PdfDocument(data)
    told = page.get_textpage().get_text_range()
    assert ("\u200b" in told) == (end == LONG)
    assert address in plain(told) or address.replace("-", "") in plain(told)
    rights = [page.get_textpage().get_charbox(number)[2] for number in range(len(told))]
    assert max(rights) < page.get_width() - MARGIN + 1


@pytest.mark.parametrize("caption", ["", "© Une photographe"])
def test_picture_that_decorates_is_passed_over_and_keeps_its_credit(checked_by_qpdf, caption):
    ornament = Picture(drawing(), "image/png", "Une frise", caption, decorative=True)

    data = pdf(Document("fr", "Fiche", (ornament,)))

    with pikepdf.open(io.BytesIO(data)) as made:
        kinds, alternatives = structure(made.Root.StructTreeRoot)
        assert [one for one in made.pages[0].Resources.XObject.values() if one.Subtype == "/Image"]
    assert ("/Figure" in kinds, alternatives) == (False, [])
    assert caption in text_of(data)
    assert checked_by_qpdf(data) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_is_tagged_with_its_headings_lists_tables_and_alternatives(language):
    said = guide(language)

    with pikepdf.open(io.BytesIO(pdf(said))) as made:
        kinds, alternatives = structure(made.Root.StructTreeRoot)

    headings = [block for block in said.blocks if isinstance(block, Heading)]
    for level in (1, 2, 3):
        # The heading of the contents is one of the first level.
        expected = sum(block.level == level for block in headings) + (level == 1)
        assert kinds.count(f"/H{level}") == expected
    lists = sum(isinstance(block, Listing) for block in said.blocks)
    notices = [block for block in said.blocks if isinstance(block, Notice)]
    assert kinds.count("/L") == lists + len(notices)
    assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/TH")) == (2, 2, 6)
    with translation.override(language):
        code = gettext("QR code that leads to %(address)s") % {"address": TARGET.letters}
    picture = sentence(40, language)
    assert sorted(alternatives) == sorted([french(picture) if language == "fr" else picture, code])


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ar"])
def test_guide_is_read_in_the_order_of_its_tree(language):
    said = guide(language, contents=False)
    order = [said.title, said.subtitle, title(0, language), sentence(1, language), sentence(3, language)]
    order += [title(1, language), sentence(5, language), sentence(8, language), title(3, language)]
    order += [sentence(12, language), title(5, language), sentence(9, language), sentence(15, language)]

    found = plain(text_of(pdf(said)))

    at = 0
    for words in map(plain, order):
        assert words in found[at:], words
        at = found.index(words, at)


def test_arabic_guide_says_all_its_words():
    said = guide("ar")
    expected = " ".join(run.text for block in said.blocks if isinstance(block, Paragraph) for run in block.runs)

    found = text_of(pdf(said))

    assert letters(expected) - letters(found) == set()


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
def test_nothing_runs_off_the_page(language):
    long = "x" * 300
    table = Table(tuple("abcdefgh"), (tuple((Run(long),) for _cell in range(8)),))
    blocks = (
        Heading(long, 1),
        Paragraph((Run(long), Run("https://example.org/" + long, href="https://example.org/" + long))),
        Listing(((Run(long, bold=True),),), ordered=True),
        Notice(long, (Paragraph((Run(long),)),)),
        table,
        Lines(3),
    )

    made = pypdfium2.PdfDocument(pdf(Document(language, long, blocks, subtitle=long, contents=True, notice="x" * 90)))

    for page in made:
        shown = page.render(scale=1).to_pil().convert("L")
        outside = [shown.crop((0, 0, round(MARGIN) - 4, shown.height))]
        outside += [shown.crop((shown.width - round(MARGIN) + 4, 0, shown.width, shown.height))]
        assert [min(part.tobytes()) for part in outside] == [255, 255]
    found = plain(text_of(pdf(Document(language, "x", blocks[1:2]))))
    assert found.count("x") >= 600


def test_table_repeats_its_header_on_each_page_and_keeps_its_rows_whole():
    rows = tuple(((Run(f"row{number}"),), (Run("words " * 30),)) for number in range(60))

    pages = pypdfium2.PdfDocument(pdf(Document("en", "x", (Table(("Step", "What"), rows, "All steps"),))))
    texts = [page.get_textpage().get_text_range() for page in pages]

    assert len(texts) > 3
    assert [text.count("Step") for text in texts] == [1] * len(texts)
    assert [text.count("words") % 30 for text in texts] == [0] * len(texts)


def test_contents_name_the_page_of_each_chapter():
    blocks = tuple(
        block for number in range(9) for block in (Heading(f"Chapter {number}", 1), Paragraph((Run("words " * 900),)))
    )

    made = pypdfium2.PdfDocument(pdf(Document("en", "x", blocks, contents=True)))

    texts = [page.get_textpage().get_text_range() for page in made]
    for number in range(9):
        page = next(at for at, text in enumerate(texts[1:], 2) if f"Chapter {number}" in text)
        assert re.search(rf"Chapter {number}[ .\s]*{page}\b", texts[0])
    assert [f"{at} / {len(texts)}" in text for at, text in enumerate(texts, 1)] == [True] * len(texts)


def test_notice_and_title_stand_on_every_page():
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf(guide()))]

    assert ["Démonstration" in text for text in texts] == [True] * len(texts)
    assert ["Parentsetprofessionnels" in plain(text) for text in texts] == [True] * len(texts)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_code_is_read_off_the_guide(read_codes, language):
    assert read_codes(pdf(guide(language)), "pdf") == [TARGET.url]


def test_links_of_the_guide_lead_where_they_did():
    with pikepdf.open(io.BytesIO(pdf(guide()))) as made:
        links = [
            str(one.A.URI) for page in made.pages for one in page.get("/Annots", []) if "/URI" in one.get("/A", {})
        ]

    assert sorted(set(links)) == sorted([TARGET.url, "https://example.org/a?b=c&d=e"])


def test_words_of_another_language_say_so():
    spoken = Document("ar", "x", (Paragraph((Run("Mouvement du Nid", language="fr"),)),))

    with pikepdf.open(io.BytesIO(pdf(spoken))) as made:
        parts = [one for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        assert [str(one.Lang) for one in parts if "/Lang" in one] == ["fr"]


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
def test_same_tree_gives_the_same_pdf_and_it_is_sound(checked_by_qpdf, language):
    first = pdf(guide(language))

    pdf(guide("es"))

    assert pdf(guide(language)) == first
    assert checked_by_qpdf(first) == ""


def test_words_are_never_read_as_code():
    markup = '#panic("x") *gras* $1$ "], [ \\u{41} #sys.inputs <svg>'

    found = text_of(pdf(Document("fr", markup, (Paragraph((Run(markup),)), Table((markup,), (((Run(markup),),),))))))

    assert plain(found).count(plain(markup)) >= 3


def test_guide_needs_no_more_than_a_title():
    assert words_of("Guide English") - words_of(text_of(pdf(Document("en", "Guide", ())))) == set()


def test_title_of_a_sheet_is_its_first_heading_and_its_own_headings_lie_below():
    sheet = Document("fr", "Fiche 1", (Heading("Lire", 1), Heading("Écrire", 2)))

    with pikepdf.open(io.BytesIO(pdf(sheet))) as made:
        kinds, _alternatives = structure(made.Root.StructTreeRoot)

    assert sorted(kind for kind in kinds if kind.startswith("/H")) == ["/H1", "/H2", "/H3"]
    assert "/Title" not in kinds
