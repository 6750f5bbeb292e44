"""Documents that people edit: opened again with other libraries, each says what its tree says, with real styles."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from press.documents.docx.docx import docx
from press.documents.odt.odf import SPACES
from press.documents.odt.odt import odt
from press.documents.slides.pptx import pptx
from press.documents.tree import (
    Deck,
    Document,
    Heading,
    Listing,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
)
from tests.press.contents import LANGUAGES, TARGET
from tests.press.guides import deck, drawing, guide, sentence
from tests.press.test_formats import letters, text_of, words_of

MAKERS = {"docx": (docx, guide), "odt": (odt, guide), "pptx": (pptx, deck)}
TAGS = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "pt": "pt-PT", "ro": "ro-RO", "bg": "bg-BG", "ar": "ar-EG"}
TAGS |= {"zh-hans": "zh-CN"}


def plain(text: str) -> str:
    return text.replace("\u200e", "")


def words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def flat(blocks):
    for block in blocks:
        yield block
        if isinstance(block, Notice):
            yield from flat(block.blocks)


def expected(document: Document) -> dict[str, list]:
    """What is to be found in an editable file, in its order."""
    blocks = list(flat(document.blocks))
    headings = [(block.level, block.text) for block in blocks if isinstance(block, Heading)]
    listings = [block for block in blocks if isinstance(block, Listing)]
    return {
        "headings": headings,
        "bullets": [words(item) for block in listings if not block.ordered for item in block.items],
        "numbers": [words(item) for block in listings if block.ordered for item in block.items],
        "paragraphs": [words(block.runs) for block in blocks if isinstance(block, Paragraph)],
        "tables": [
            [list(block.header), *([words(cell) for cell in row] for row in block.rows)]
            for block in blocks
            if isinstance(block, Table)
        ],
        "alternatives": [block.alt for block in blocks if isinstance(block, Picture)],
        "links": ["https://example.org/a?b=c&d=e"] * 2 + [TARGET.url],
    }


def in_docx(data: bytes) -> dict[str, list]:
    made = python_docx.Document(io.BytesIO(data))
    body = made.element.body
    paragraphs = [python_docx.text.paragraph.Paragraph(one, made) for one in body.iter(qn("w:p"))]

    def styled(name: str) -> list[str]:
        return [plain(one.text) for one in paragraphs if one.style.name == name]

    tables = [table for table in made.tables if table.style and table.style.name == "Guide Table"]
    links = [one.get(qn("r:id")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("r:id"))]
    headings = [one for one in paragraphs if one.style.name.startswith("Heading ")]
    return {
        "headings": [(int(one.style.name[-1]), plain(one.text)) for one in headings],
        "bullets": styled("List Bullet"),
        "numbers": styled("List Number"),
        "paragraphs": [text for text in styled("Body Text") if text != TARGET.letters],
        "tables": [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in tables],
        "alternatives": [one.get("descr") for one in body.iter(qn("wp:docPr"))][:-1],
        "links": [made.part.rels[one].target_ref for one in links],
    }


def in_odt(data: bytes) -> dict[str, list]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))

    def found(path: str, start=root) -> list:
        return start.xpath(path, namespaces=SPACES)

    def said(one) -> str:
        return plain("".join(one.itertext()))

    def styled(name: str) -> list[str]:
        return [said(one) for one in found(f"//text:p[@text:style-name='{name}']")]

    tables = [one for one in found("//table:table") if found("table:table-header-rows", one)]
    return {
        "headings": [(int(found("@text:outline-level", one)[0]), said(one)) for one in found("//text:h")],
        "bullets": styled("List_20_Bullet"),
        "numbers": styled("List_20_Number"),
        "paragraphs": [text for text in styled("Text_20_body") if text != TARGET.letters],
        "tables": [
            [[said(cell) for cell in found("table:table-cell", row)] for row in found(".//table:table-row", one)]
            for one in tables
        ],
        "alternatives": [said(one) for one in found("//draw:frame/svg:title")][:-1],
        "links": [one for one in found("//text:a/@xlink:href") if not one.startswith("#")],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("maker", "read"), [(docx, in_docx), (odt, in_odt)], ids=["docx", "odt"])
def test_document_says_what_its_tree_says_with_real_styles(maker, read, language):
    said = guide(language)

    assert read(maker(said)) == expected(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_says_who_it_is_in_its_language_and_direction(language):
    said = guide(language)

    made = python_docx.Document(io.BytesIO(docx(said)))

    core = made.core_properties
    assert (core.title, core.author, core.language) == (said.title, said.author, TAGS[language])
    assert (core.version, core.subject, core.created, core.modified) == (said.version, said.subtitle, None, None)
    assert all(one in core.comments for one in (said.licence, said.version, said.date))
    lang = made.styles.element.find(f".//{qn('w:lang')}")
    tag = TAGS[language]
    assert lang.get(qn("w:val")) == tag
    assert lang.get(qn("w:eastAsia")) == (tag if language == "zh-hans" else "zh-CN")
    assert lang.get(qn("w:bidi")) == (tag if language == "ar" else "ar-SA")
    right = language == "ar"
    assert (made.sections[0]._sectPr.find(qn("w:bidi")) is not None) == right
    assert (made.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None) == right
    grids = [table._tbl.tblPr for table in made.tables if table.style.name == "Guide Table"]
    assert [one.find(qn("w:bidiVisual")) is not None for one in grids] == [right] * 2
    heading = next(one for one in made.paragraphs if one.style.name == "Heading 1")
    assert (heading.runs[0]._r.rPr.find(qn("w:rtl")) is not None) == right


@pytest.mark.parametrize("language", LANGUAGES)
def test_odt_says_who_it_is_in_its_language_and_direction(language):
    said = guide(language)
    archive = zipfile.ZipFile(io.BytesIO(odt(said)))
    meta, styles = (etree.fromstring(archive.read(name)) for name in ("meta.xml", "styles.xml"))

    def told(path: str, root=meta) -> str:
        return root.xpath(f"string({path})", namespaces=SPACES)

    assert (told("//dc:title"), told("//dc:creator"), told("//dc:language")) == (
        said.title,
        said.author,
        TAGS[language],
    )
    assert told("//meta:user-defined[@meta:name='Licence']") == said.licence
    assert told("//meta:user-defined[@meta:name='Version']") == said.version
    code, country = TAGS[language].split("-")
    script = {"ar": "style:language-complex", "zh-hans": "style:language-asian"}.get(language, "fo:language")
    default = "//style:default-style[@style:family='paragraph']"
    assert told(f"{default}/style:text-properties/@{script}", styles) == code
    assert told(f"{default}/style:text-properties/@{script.replace('language', 'country')}", styles) == country
    mode = "rl-tb" if language == "ar" else "lr-tb"
    assert told(f"{default}/style:paragraph-properties/@style:writing-mode", styles) == mode
    assert told("//style:page-layout-properties/@style:writing-mode", styles) == mode
    content = etree.fromstring(archive.read("content.xml"))
    tables = content.xpath("//table:table[table:table-header-rows]/@table:style-name", namespaces=SPACES)
    modes = [told(f"//style:style[@style:name='{name}']/*/@style:writing-mode", content) for name in tables]
    assert modes == [mode] * 2


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
@pytest.mark.parametrize("form", MAKERS)
def test_same_tree_gives_the_same_bytes_without_a_time(form, language):
    maker, tree = MAKERS[form]

    first = maker(tree(language))

    assert maker(tree(language)) == first
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)


@pytest.mark.parametrize("form", MAKERS)
def test_every_part_is_well_formed(form):
    maker, tree = MAKERS[form]

    archive = zipfile.ZipFile(io.BytesIO(maker(tree("ar"))))

    parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    assert len(parts) > 3
    for name in parts:
        etree.fromstring(archive.read(name))
    assert archive.testzip() is None


def test_odt_begins_with_its_type_uncompressed_and_lists_its_files():
    archive = zipfile.ZipFile(io.BytesIO(odt(guide())))
    first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
    listed = manifest.xpath("//@manifest:full-path", namespaces=SPACES)
    assert set(listed) == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}


def test_each_ordered_list_of_a_docx_begins_anew():
    lists = tuple(Listing(((Run("a"),), (Run("b"),)), ordered=True) for _list in range(3))

    made = python_docx.Document(io.BytesIO(docx(Document("en", "x", lists))))

    numbers = [one._p.pPr.numPr.numId.val for one in made.paragraphs if one.style.name == "List Number"]
    assert numbers == [3, 3, 4, 4, 5, 5]
    starts = [one.val for one in made.part.numbering_part.element.iter(qn("w:startOverride"))]
    assert starts == [1, 1, 1]


def test_header_row_of_a_docx_is_repeated_and_rows_stay_whole():
    made = python_docx.Document(io.BytesIO(docx(guide())))
    rows = next(table for table in made.tables if table.style.name == "Guide Table").rows

    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 4
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows] == [True] * 5


def test_contents_of_a_docx_lead_to_its_headings():
    body = python_docx.Document(io.BytesIO(docx(guide()))).element.body

    anchors = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) == 5
    assert set(anchors) <= set(marks)
    fields = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert fields == ["begin", "separate", "end"]


def test_groups_of_figures_keep_their_order_from_right_to_left():
    """Marks around them for any program, and for Word a run that is no Arabic one."""
    said = Document("ar", "x", (Paragraph((Run("اتصل 01 40 33 42 00 الآن"),)),))

    runs = python_docx.Document(io.BytesIO(docx(said))).paragraphs[-1].runs

    assert [run.text for run in runs] == ["اتصل ", "\u200e01 40 33 42 00\u200e", " الآن"]
    assert [run._r.rPr.find(qn("w:rtl")) is not None for run in runs] == [True, False, True]


@pytest.mark.parametrize("maker", [docx, odt])
def test_words_of_another_language_say_so(maker):
    said = Document("ar", "x", (Paragraph((Run("Mouvement du Nid", language="fr"),)),))

    archive = zipfile.ZipFile(io.BytesIO(maker(said)))

    name, told = ("content.xml", 'fo:language="fr"') if maker is odt else ("word/document.xml", 'w:val="fr-FR"')
    assert told in archive.read(name).decode()


def test_words_are_never_read_as_markup():
    markup = '<b>a</b> & "c" $title ${x}'
    said = Document("en", markup, (Heading(markup, 1), Paragraph((Run(markup),))), subtitle=markup, notice=markup)

    assert in_docx(docx(said))["paragraphs"] == [markup]
    assert in_odt(odt(said))["paragraphs"] == [markup]


EDGES = (
    Notice("", ()),
    Notice("Box", (Table(("a",), (((Run("b"),),),)),)),
    PageBreak(),
    PageBreak(),
    Table(("a",), ()),
    Listing(()),
    Paragraph(()),
)


@pytest.mark.parametrize("maker", [docx, odt])
def test_edges_of_the_tree_are_written_too(maker):
    assert zipfile.ZipFile(io.BytesIO(maker(Document("en", "x", EDGES, contents=True)))).testzip() is None


@pytest.fixture
def converted(tmp_path):
    """A file as LibreOffice converts it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing is converted")

    def convert(data: bytes, form: str, into: str) -> bytes:
        if form == "pptx" and not (Path(office).resolve().parent / "libsdlo.so").exists():
            pytest.skip("LibreOffice is installed without Impress: no slide is converted")
        source = tmp_path / f"made.{form}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", into, "--outdir", tmp_path / "out", source]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (tmp_path / "out" / f"made.{into}").read_bytes()

    return convert


ORNAMENT = Picture(drawing(), "image/png", "Une frise", "© Une photographe", decorative=True)


def decorated(data: bytes) -> tuple[list[str], int]:
    """(what is said of the pictures of a DOCX or PPTX, how many of them are said to be decoration)."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in parts.namelist() if re.fullmatch(r"word/document.xml|ppt/slides/slide2.xml", name)]
    xml = b"".join(map(parts.read, names)).decode()
    return re.findall(r'<(?:wp:docPr|p:cNvPr)[^>]* descr="([^"]*)"', xml), xml.count("adec:decorative ")


def test_picture_that_decorates_is_passed_over_and_keeps_its_credit():
    said = Document("fr", "Fiche", (ORNAMENT,))
    in_word = docx(said)
    in_writer = zipfile.ZipFile(io.BytesIO(odt(said))).read("content.xml").decode()

    assert decorated(in_word) == ([""], 1)
    assert decorated(pptx(Deck("fr", "Fiche", (Slide("Regarder", (ORNAMENT,)),)))) == ([""], 1)
    assert ('loext:decorative="true"' in in_writer, "svg:title" in in_writer) == (True, False)
    for xml in (in_writer, zipfile.ZipFile(io.BytesIO(in_word)).read("word/document.xml").decode()):
        assert ("Une frise" in xml, "© Une photographe" in xml) == (False, True)


def test_libreoffice_understands_that_a_picture_decorates(converted):
    said = Document("fr", "Fiche", (ORNAMENT,))

    assert decorated(converted(odt(said), "odt", "docx"))[1] == 1
    assert 'loext:decorative="true"' in (
        zipfile.ZipFile(io.BytesIO(converted(docx(said), "docx", "odt"))).read("content.xml").decode()
    )


@pytest.mark.parametrize("form", MAKERS)
def test_libreoffice_shows_the_words(converted, form):
    maker, tree = MAKERS[form]

    found = text_of(converted(maker(tree("fr")), form, "pdf"))

    assert words_of(f"{tree('fr').title} {sentence(1, 'fr')} {sentence(5, 'fr')} Démonstration") <= words_of(found)


def test_libreoffice_keeps_headings_lists_and_links_from_one_format_to_the_other(converted):
    said = guide("ar")

    through = in_docx(converted(odt(said), "odt", "docx"))

    assert through["headings"] == expected(said)["headings"]
    assert set(expected(said)["links"]) <= set(through["links"])
    assert letters("".join(words(item) for item in said.blocks[3].items)) <= letters(
        "".join(map(str, through.values()))
    )
