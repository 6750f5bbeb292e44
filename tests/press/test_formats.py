"""Posters, leaflets, pictures and banners: what each says, that its code is read, and that it can be printed."""

import io
import math
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from django.utils import translation
from PIL import Image

from core.look.voices import palette
from demo.themes import DOOR, GIFT, REFUSAL, UNSENT_MESSAGE
from press import looks
from press.content import FactLine, HelpLine, PressError, Target
from press.formats import SHEETS, USUAL, Family, make
from tests.press.contents import LANGUAGES, TARGET, content, said
from themes.models import Theme

PRINTED = [key for key in USUAL if SHEETS[key].printed]
OFFICE = [key for key in SHEETS if key.endswith(("-spare", "-grey"))]
PICTURES = [key for key, form in SHEETS.items() if not form.printed]
BANNERS = [key for key, form in SHEETS.items() if form.family is Family.BANNERS]
MILLIMETRE = 72 / 25.4
SHORT = Target("https://stop.gouv.fr/s/k7m2qd", "stop.gouv.fr/s/k7m2qd")
CAPITAL = 0.714  # of the size of Noto Sans
# Ten minutes of arc, which a letter takes at half of full sight; who sees less may not drive.
AT_THREE_METRES = 3000 * math.tan(math.radians(10 / 60))  # mm
VOICES = ["public", "buyers", "outreach", "young", "professionals"]


def letters(text: str) -> set[str]:
    """The letters and figures of a text: readers of PDF differ in how they put lines from right to left in order."""
    return {one for one in text if one.isalnum()}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def words_of(text: str) -> set[str]:
    return set("".join(one if one.isalnum() else " " for one in text).split())


def test_formats_are_those_that_the_campaign_offers():
    assert {key: (form.size, form.extension) for key, form in SHEETS.items()} == {
        "poster-city": ("120 × 176 cm", "pdf"),
        "screen-portrait": ("1080 × 1920 px", "png"),
        "screen-landscape": ("1920 × 1080 px", "png"),
        "poster-a3": ("297 × 420 mm", "pdf"),
        "poster-a3-spare": ("297 × 420 mm", "pdf"),
        "poster-a3-grey": ("297 × 420 mm", "pdf"),
        "poster-a4": ("210 × 297 mm", "pdf"),
        "poster-a4-spare": ("210 × 297 mm", "pdf"),
        "poster-a4-grey": ("210 × 297 mm", "pdf"),
        "leaflet": ("148 × 210 mm", "pdf"),
        "leaflet-spare": ("148 × 210 mm", "pdf"),
        "leaflet-grey": ("148 × 210 mm", "pdf"),
        "table": ("148 × 210 mm", "pdf"),
        "table-spare": ("148 × 210 mm", "pdf"),
        "table-grey": ("148 × 210 mm", "pdf"),
        "square": ("1080 × 1080 px", "png"),
        "story": ("1080 × 1920 px", "png"),
        "slide": ("1920 × 1080 px", "png"),
        "banner-leaderboard": ("728 × 90 px", "png"),
        "banner-rectangle": ("300 × 250 px", "png"),
        "banner-mobile": ("320 × 50 px", "png"),
        "banner-wide": ("970 × 250 px", "png"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PRINTED)
def test_printed_sheet_says_its_words_in_each_language(key, language):
    said = content(language)

    found = text_of(make(key, said, TARGET).data)

    fact, line = said.facts[0], said.helplines[0]
    expected = " ".join([said.statement, said.call, fact.label, said.site])
    if key != "table":  # a card says five things
        expected = " ".join([expected, said.lead, line.number, line.title])
    if language in ("ar", "zh-hans"):
        assert letters(expected) - letters(found) == set()
    else:
        assert words_of(expected) - words_of(found) == set()
    assert letters(fact.value) - letters(found) == set()
    assert letters(TARGET.letters) - letters(found) == set()


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])  # each script, and each direction
@pytest.mark.parametrize("key", PRINTED)
def test_code_is_read_off_the_printed_sheet_at_150_dpi(read_codes, key, language):
    made = make(key, content(language), TARGET)

    # A card for a table bears it on both of its sides.
    assert read_codes(made.data, "pdf") == [TARGET.url] * (2 if key == "table" else 1)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("key", PICTURES)
def test_code_is_read_off_the_picture(read_codes, key, voice):
    made = make(key, content("ar", voice), TARGET)

    # A banner is shown on the telephone that would have to read it: it is pressed.
    assert read_codes(made.data, "png") == ([] if key in BANNERS else [TARGET.url])


@pytest.mark.parametrize("key", BANNERS)
def test_banner_shows_what_there_is_to_press_in_the_colour_of_acts(key):
    said = content(statement="Ne payez pas.")
    accent = bytes.fromhex(palette(said.voice).accent.removeprefix("#"))

    with_call, without = (make(key, one, TARGET) for one in (said, replace(said, call="")))

    shown = [Image.open(io.BytesIO(made.data)).convert("RGB").tobytes().count(accent) for made in (with_call, without)]
    assert shown[0] > 2 * shown[1]
    assert with_call.alt.endswith(f"{said.call} – {said.notice}" if said.notice else said.call)


@pytest.mark.parametrize("key", OFFICE)
def test_other_inks_say_the_same_in_their_own_colours(key):
    said = content("fr", "buyers")

    made, usual = (make(one, said, TARGET).data for one in (key, key.rpartition("-")[0]))

    assert text_of(made) == text_of(usual)
    shown, dark = (pypdfium2.PdfDocument(pdf)[0].render(scale=0.5).to_pil().convert("RGB") for pdf in (made, usual))
    paper, ground = (sum(one.convert("L").histogram()[200:]) / (one.width * one.height) for one in (shown, dark))
    assert (paper > 0.85, ground < 0.3) == (True, True)
    if key.endswith("-grey"):
        assert all(len(set(colour)) == 1 for _count, colour in shown.getcolors(1 << 24))


@pytest.mark.parametrize("of", [UNSENT_MESSAGE, DOOR, GIFT, REFUSAL])
@pytest.mark.parametrize("key", [key for key in OFFICE if key.endswith("-grey")])
def test_grey_sheet_takes_little_toner_whatever_the_ground(key, of):
    said = content("fr", look=looks.of_theme(Theme(**of), "Bonsoir, c’est combien ?"), statement="Ne l’envoyez pas.")

    page = pypdfium2.PdfDocument(make(key, said, TARGET).data)[0].render(scale=0.5).to_pil().convert("L")

    toner = 1 - sum(value * count for value, count in enumerate(page.histogram())) / 255 / (page.width * page.height)
    assert toner < 0.2


@pytest.mark.parametrize("key", PRINTED)
@pytest.mark.parametrize("language", ["fr", "bg", "ar", "zh-hans"])
def test_nothing_is_set_under_seven_points_on_paper(key, language):
    made = make(key, content(language), TARGET)

    sizes = [size for page in pypdfium2.PdfDocument(made.data) for size in sizes_of(page)]
    assert min(sizes) >= 6.999


@pytest.mark.parametrize("with_object", [True, False])
@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
@pytest.mark.parametrize(("key", "target"), [("poster-a3", TARGET), ("poster-city", TARGET), ("poster-a4", SHORT)])
def test_address_on_a_poster_is_read_at_three_metres(key, target, language, with_object):
    look = looks.of_theme(Theme(**UNSENT_MESSAGE), said("Bonsoir, c’est combien ?", language)) if with_object else None

    page = pypdfium2.PdfDocument(make(key, content(language, look=look), target).data)[0]

    text = page.get_textpage()
    slashes = [at for at in range(text.count_chars()) if pypdfium2.raw.FPDFText_GetUnicode(text, at) == ord("/")]
    size = min(pypdfium2.raw.FPDFText_GetFontSize(text, at) for at in slashes)
    assert size * CAPITAL / MILLIMETRE >= AT_THREE_METRES


def sizes_of(page: pypdfium2.PdfPage) -> list[float]:
    text = page.get_textpage()
    return [
        pypdfium2.raw.FPDFText_GetFontSize(text, place)
        for place in range(text.count_chars())
        if not chr(pypdfium2.raw.FPDFText_GetUnicode(text, place)).isspace()
    ]


@pytest.mark.parametrize("key", [*PRINTED, *OFFICE])
def test_printed_sheet_has_bleed_and_trim(key):
    form = SHEETS[key]

    with pikepdf.open(io.BytesIO(make(key, content(), TARGET).data)) as pdf:
        for page in pdf.pages:
            trim, bleed, media = ([float(side) for side in page[box]] for box in ("/TrimBox", "/BleedBox", "/MediaBox"))
            size = [(trim[2] - trim[0]) / MILLIMETRE, (trim[3] - trim[1]) / MILLIMETRE]
            assert size == pytest.approx([form.width, form.height], abs=0.01)
            assert [trim[0] - bleed[0], bleed[3] - trim[3]] == pytest.approx([3 * MILLIMETRE] * 2, abs=0.01)
            assert [trim[1] - media[1], media[2] - trim[2]] == pytest.approx([10 * MILLIMETRE] * 2, abs=0.01)
        assert len(pdf.pages) == (2 if key.startswith("leaflet") else 1)


def test_ground_reaches_the_bleed_and_crop_marks_stand_outside_of_it():
    page = pypdfium2.PdfDocument(make("poster-a4", content(voice="buyers"), TARGET).data)[0]
    shown = page.render(scale=300 / 72).to_pil().convert("L")

    def at(x: float, y: float) -> int:
        return shown.getpixel((round(x / 25.4 * 300), round(y / 25.4 * 300)))

    assert at(7.5, 150) < 40  # inside the bleed: the voice's ground
    assert at(6.5, 150) == 255  # outside: paper
    marks = [min(at(10 + step / 10, 3) for step in range(-3, 4)), min(at(3, 10 + step / 10) for step in range(-3, 4))]
    assert max(marks) < 160


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
@pytest.mark.parametrize("key", PRINTED)
def test_printed_sheet_is_tagged_and_titled_in_its_language(key, language):
    said = content(language)

    with pikepdf.open(io.BytesIO(make(key, said, TARGET).data)) as pdf:
        assert str(pdf.Root.Lang) == {"zh-hans": "zh-CN"}.get(language, language)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.open_metadata()["dc:title"] == said.statement
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        kinds, alternatives = structure(pdf.Root.StructTreeRoot)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == (0 if key == "table" else 1)
    with translation.override(language):
        assert [TARGET.letters in text for text in alternatives] == [True]


def structure(node) -> tuple[list[str], list[str]]:
    """The kinds of all elements of a tag tree, and the text alternatives of its figures."""
    kinds, alternatives = [], []
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, pikepdf.Array):
            stack.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            kinds.append(str(one.get("/S", "")))
            if "/Alt" in one:
                alternatives.append(str(one.Alt))
            if "/A" in one and not isinstance(one.A, pikepdf.Array) and "/Alt" in one.A:
                alternatives.append(str(one.A.Alt))
            if "/K" in one:
                stack.append(one.K)
    return kinds, alternatives


@pytest.mark.parametrize("key", PRINTED)
def test_printed_sheet_is_sound(checked_by_qpdf, key):
    assert checked_by_qpdf(make(key, content("zh-hans"), TARGET).data) == ""


@pytest.mark.parametrize("key", USUAL)
def test_same_words_give_the_same_bytes(key):
    first = make(key, content("ar"), TARGET)

    make(key, content("fr", "young"), TARGET)

    assert make(key, content("ar"), TARGET) == first


@pytest.mark.parametrize("key", PICTURES)
def test_picture_has_the_size_that_its_place_asks_for(key):
    made = make(key, content(), TARGET)

    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("PNG", (made.width, made.height))


@pytest.mark.parametrize("key", USUAL)
def test_sheet_comes_with_a_text_alternative_and_its_words(key):
    said = content("es")

    made = make(key, said, TARGET)

    assert said.statement.rstrip(".") in made.alt
    assert (said.call if key in BANNERS else TARGET.letters) in made.alt
    for words in (said.statement, said.lead, said.facts[1].sentence, said.facts[1].source, said.helplines[1].number):
        assert words in made.text
    assert TARGET.url in made.text


LONGEST = 160  # characters, of CampaignPage.statement


@pytest.mark.parametrize("key", USUAL)
@pytest.mark.parametrize("language", ["fr", "bg", "ar"])
def test_longest_statement_that_a_page_takes_fits_every_format(key, language):
    words = (content(language).statement.rstrip(".") + " ") * 6
    longest = words[: LONGEST - 1].rstrip() + "."

    made = make(key, replace(content(language), statement=longest, notice=""), TARGET)

    assert longest in made.text


def test_arabic_that_would_be_too_small_on_the_smallest_banner_is_refused():
    words = content("ar").statement * 9

    make("banner-mobile", replace(content("ar"), statement=words[:160], notice=""), TARGET)
    with translation.override("en"), pytest.raises(PressError, match="The statement is too long"):
        make("banner-mobile", replace(content("ar"), statement=words[:300], notice=""), TARGET)


def test_longest_chinese_statement_fits_what_is_printed():
    longest = (content("zh-hans").statement * 20)[:160]

    for key in [*PRINTED, "square", "story"]:
        make(key, replace(content("zh-hans"), statement=longest), TARGET)


@pytest.mark.parametrize(
    ("key", "fields", "reason"),
    [
        ("poster-a4", {"statement": "Payer " * 400}, "The statement is too long"),
        ("banner-mobile", {"statement": "Payer " * 60}, "The statement is too long"),
        ("poster-a4", {"statement": "A" * 300}, "The statement is too long"),
        ("poster-a4", {"lead": "Payer " * 800}, "The lead is too long"),
        ("leaflet", {"facts": content().facts * 6}, "too much on this sheet"),
        ("leaflet", {"helplines": (HelpLine("0" * 90, "a", "b"),)}, "too long to be printed on one line"),
        ("poster-a4", {"facts": (FactLine("1 500 € " * 20, "a", "b", "c", "fr"),)}, "value of a fact is too long"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(key, fields, reason):
    with translation.override("en"), pytest.raises(PressError, match=reason):
        make(key, content(**fields), TARGET)


def test_letters_that_fit_on_no_line_are_refused():
    with translation.override("en"), pytest.raises(PressError, match="one line"):
        make("poster-a4", content(), replace(TARGET, letters="campagnes.example.org/" + "x" * 190))


def test_sheet_needs_no_more_than_a_statement():
    bare = content(lead="", facts=(), helplines=(), call="", site="", notice="")

    assert {key: len(make(key, bare, TARGET).data) > 0 for key in SHEETS} == dict.fromkeys(SHEETS, True)


def test_words_are_never_read_as_code():
    """Typst's own markup, functions and quotes are printed as they are."""
    said = content(statement='#panic("x") *gras* $1$ "], [ \\u{41} #sys.inputs')

    assert 'panic("x")*gras*$1$' in text_of(make("poster-a4", said, TARGET).data).replace("\r\n", "").replace(" ", "")


def test_words_that_are_not_translated_keep_their_language(checked_by_qpdf):
    french = FactLine("1 500 €", "d’amende", "La loi prévoit 1 500 € d’amende.", "Code pénal", "fr")

    with pikepdf.open(io.BytesIO(make("leaflet", content("ar", facts=(french,)), TARGET).data)) as pdf:
        languages = set()
        stack = [pdf.Root.StructTreeRoot.K]
        while stack:
            one = stack.pop()
            if isinstance(one, pikepdf.Array):
                stack.extend(one)
            elif isinstance(one, pikepdf.Dictionary):
                if "/Lang" in one:
                    languages.add(str(one.Lang))
                if "/K" in one:
                    stack.append(one.K)
    assert "fr" in languages


def test_notice_is_on_every_sheet():
    with_notice, without = content("en"), content("en", notice="")

    for key, form in SHEETS.items():
        made = make(key, with_notice, TARGET)
        assert with_notice.notice in made.alt
        assert made.data != make(key, without, TARGET).data
        if form.printed:
            assert with_notice.notice in text_of(made.data)


def test_groups_of_figures_keep_their_order_in_a_line_from_right_to_left():
    said = content("ar", lead="اتصل على 01 53 06 38 94 الآن", facts=(), helplines=(HelpLine("1 23", "x", ""),), call="")

    page = pypdfium2.PdfDocument(make("poster-a4", said, TARGET).data)[0].get_textpage()

    figures = [(page.get_text_range(n, 1), *page.get_charbox(n)[:2]) for n in range(page.count_chars())]
    figures = [(left, bottom, one) for one, left, bottom in figures if one.isdigit()]
    lines = {round(bottom / 10): "" for _left, bottom, _one in figures}
    for _left, bottom, one in sorted(figures):
        lines[round(bottom / 10)] += one
    assert "0153063894" in lines.values()
    assert "123" in lines.values()


@pytest.mark.parametrize("key", ["square", "story"])
def test_sheet_from_right_to_left_is_the_mirror_image(key):
    """The bar that opens it and the white of the code change sides; the code itself does not."""
    sides = {}
    for language in ("fr", "ar"):
        with Image.open(io.BytesIO(make(key, content(language, "buyers"), TARGET).data)) as image:
            drawn = image.convert("RGB")
        top, bottom = (84, 84) if key == "square" else (250, 320)
        bar = [drawn.getpixel((x, top + 5)) == (255, 182, 39) for x in (90, 989)]
        foot = drawn.height - bottom  # the address of a story stands under its code
        white = [(255, 255, 255) in {drawn.getpixel((x, y)) for y in range(foot - 200, foot - 4)} for x in (90, 989)]
        sides[language] = (bar, white)

    assert sides == {"fr": ([True, False], [False, True]), "ar": ([False, True], [True, False])}


def box_of(words: str, pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the first letter of words, in points."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    index, _count = text.search(words).get_next()
    return text.get_charbox(index)


@pytest.mark.parametrize(("key", "page"), [("poster-a4", 0), ("leaflet", 1)])
def test_names_of_helplines_begin_in_one_line(key, page):
    lines = (HelpLine("SMS 114", "Par texte", ""), HelpLine("17", "Police", ""))

    made = make(key, content(helplines=lines), TARGET).data

    assert round(box_of("Par texte", made, page)[0]) == round(box_of("Police", made, page)[0])


@pytest.mark.parametrize("key", ["poster-a4", "poster-city", "leaflet"])
def test_printed_sheet_has_a_small_picture_of_its_first_page(key):
    with Image.open(io.BytesIO(make(key, content(), TARGET).poster)) as picture:
        assert max(picture.size) == 440
        assert picture.width / picture.height == pytest.approx(SHEETS[key].width / SHEETS[key].height, rel=0.01)
    assert make("square", content(), TARGET).poster == b""
