"""Pocket cards and notices: their size, their two sides, what each says, and that they can be printed on both."""

import io
from dataclasses import replace
from itertools import permutations

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from press.bilingual import pocket
from press.bilingual.numbers import NumberLine
from press.content import PressError, Target
from tests.press.bilingual.numbers import NAMES, TARGET, USEFUL, greetings, numbers
from tests.press.test_formats import letters, structure

MILLIMETRE = 72 / 25.4
PAIRS = [("fr", "ar"), ("fr", "zh-hans"), ("en", "bg"), ("ro", "fr"), ("es", "pt"), ("ar", "fr")]
# What nobody may learn from the side that is seen.
TELLING = ["prostit", "sex", "victim", "violence", "aide", "help", "police", "17", "39", "116"]


@pytest.fixture(scope="module")
def sheet() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pocket.sheet(numbers(), TARGET).data)


def text_of(page) -> str:
    return page.get_textpage().get_text_range().replace("\N{NARROW NO-BREAK SPACE}", " ")


def cut_lines(page) -> tuple[list[float], list[float]]:
    """Where the marks stand from the left and from the top, in millimetres: thin lines at the edge of the paper."""
    shown = page.render(scale=600 / 72).to_pil().convert("L")
    across = [shown.getpixel((x, round(10 / 25.4 * 600))) < 160 for x in range(shown.width)]
    down = [shown.getpixel((round(15 / 25.4 * 600), y)) < 160 for y in range(shown.height)]
    return tuple([_middles(line) for line in (across, down)])


def _middles(dark: list[bool]) -> list[float]:
    starts = [at for at in range(1, len(dark)) if dark[at] and not dark[at - 1]]
    return [at / 600 * 25.4 for at in starts]


def test_sheet_is_an_a4_of_two_sides(sheet):
    assert len(sheet) == 2
    for page in sheet:
        assert [side / MILLIMETRE for side in page.get_size()] == pytest.approx([210, 297], abs=0.1)


@pytest.mark.parametrize("side", [0, 1])
def test_ten_cards_have_the_size_of_a_bank_card_in_the_middle_of_each_side(sheet, side):
    across, down = cut_lines(sheet[side])

    left, top = (210 - 2 * 85.60) / 2, (297 - 5 * 53.98) / 2
    assert across == pytest.approx([left + 85.60 * column for column in range(3)], abs=0.1)
    assert down == pytest.approx([top + 53.98 * row for row in range(6)], abs=0.1)


def test_each_card_bears_its_words(sheet):
    front, back = map(text_of, sheet)

    assert [front.count(word) for word in ("Numéros", TARGET.letters)] == [10, 10]
    assert [back.count(number) for number in ("3919", "116 006", "SMS 114")] == [10, 10, 10]
    assert back.count("Violences Femmes Info") >= 10  # the other language may name it, too


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_both_languages_are_on_both_sides(pair):
    said = numbers(*pair)

    front, back = map(text_of, pypdfium2.PdfDocument(pocket.sheet(said, TARGET).data))

    assert letters("".join(said.titles)) - letters(front) == set()
    names = "".join(name for line in said.lines for name in line.names)
    assert letters(names + "".join(said.shared) + "11/2026") - letters(back) == set()


@pytest.mark.parametrize(("first", "second"), [*permutations(USEFUL, 2)])
def test_five_helplines_of_the_demonstration_fit_in_any_two_languages(first, second):
    assert pocket.back(numbers(first, second), TARGET).data.startswith(b"\x89PNG")


def test_side_that_is_seen_tells_nothing(sheet):
    front = text_of(sheet[0]).casefold().replace(TARGET.letters, "")

    assert [word for word in TELLING if word in front] == []


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_code_is_read_off_the_picture_and_off_each_card(read_codes, pair):
    said = numbers(*pair)

    assert read_codes(pocket.front(said, TARGET).data, "png") == [TARGET.url]
    assert read_codes(pocket.sheet(said, TARGET).data, "pdf") == [TARGET.url] * 10


def test_both_sides_meet_when_the_sheet_is_turned_over_along_its_long_edge(sheet):
    """Every card of the one side lies behind one of the other: the marks of one are the mirrored marks of the other."""
    (front, down), (back, down_behind) = map(cut_lines, sheet)

    assert [210 - at for at in reversed(back)] == pytest.approx(front, abs=0.15)
    assert down_behind == pytest.approx(down, abs=0.05)


def test_first_card_is_read_and_its_repetitions_are_not():
    with pikepdf.open(io.BytesIO(pocket.sheet(numbers(), TARGET).data)) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.open_metadata()["dc:title"] == "Numéros utiles"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        kinds, alternatives = structure(pdf.Root.StructTreeRoot)
    assert kinds.count("/H1") == 1
    assert [TARGET.letters in text for text in alternatives] == [True]


def test_files_are_sound(checked_by_qpdf):
    assert checked_by_qpdf(pocket.sheet(numbers("fr", "zh-hans"), TARGET).data) == ""
    assert checked_by_qpdf(pocket.notice("notice-a5", numbers("fr", "bg"), greetings(), TARGET).data) == ""


def test_same_words_give_the_same_bytes():
    first = pocket.sheet(numbers(), TARGET)

    pocket.back(numbers("en", "bg"), TARGET)

    assert pocket.sheet(numbers(), TARGET) == first


@pytest.mark.parametrize("make", [pocket.front, pocket.back])
def test_picture_has_the_proportions_of_the_card(make):
    made = make(numbers(), TARGET)

    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == pytest.approx((made.width, made.height), abs=1)
    assert made.width / made.height == pytest.approx(85.60 / 53.98, abs=0.005)


def test_alternatives_say_what_each_side_says():
    said = numbers("fr", "en", notices=("Démonstration", "Demonstration"))

    assert pocket.front(said, TARGET).alt == (
        "Numéros utiles – Useful numbers – campagnes.example.org/fr/vos-droits – Démonstration – Demonstration"
    )
    assert "3919 – Violences Femmes Info – " in pocket.back(said, TARGET).alt
    assert TARGET.url in pocket.sheet(said, TARGET).text


def test_notice_greets_in_each_language(read_codes):
    made = pocket.notice("notice-a5", numbers("fr", "ro"), greetings(), TARGET)

    text = text_of(pypdfium2.PdfDocument(made.data)[0])
    assert letters("".join(one.text for one in greetings())) - letters(text) == set()
    assert [number in text for number in NAMES] == [True] * len(NAMES)
    assert read_codes(made.data, "pdf") == [TARGET.url]


@pytest.mark.parametrize(("key", "size"), pocket.NOTICES.items())
def test_notice_has_its_size_and_bleed(key, size):
    made = pocket.notice(key, numbers(), greetings(), TARGET)

    assert (made.width, made.height) == size
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        (page,) = pdf.pages
        trim, bleed = ([float(side) for side in page[box]] for box in ("/TrimBox", "/BleedBox"))
    assert [(trim[2] - trim[0]) / MILLIMETRE, (trim[3] - trim[1]) / MILLIMETRE] == pytest.approx(size, abs=0.01)
    assert trim[0] - bleed[0] == pytest.approx(3 * MILLIMETRE, abs=0.01)


def refusal(said=None, target=TARGET, make=pocket.sheet) -> tuple[str, str]:
    with pytest.raises(PressError) as refused:
        make(said or numbers("fr", "en"), target)
    return refused.value.about, refused.value.message


def test_what_does_not_fit_is_refused_and_named():
    said = numbers("fr", "en")
    wordy = tuple(replace(line, names=("Un nom très long " * 8, line.names[1])) for line in said.lines)
    long = Target("https://campagnes.example.org/" + "a" * 90, "campagnes.example.org/" + "a" * 90)

    assert refusal(replace(said, lines=wordy))[0] == "card"
    assert refusal(replace(said, titles=("Anticonstitutionnellement" * 2, "Useful")))[0] == "title"
    assert (
        refusal(replace(said, titles=("Utiles", "Anticonstitutionnellementanticonstitutionnellement")))[0]
        == "other_title"
    )
    assert (
        refusal(replace(said, lines=(NumberLine("+33 1 53 06 38 94 00 11 22 33 44 55 66 77", ("Une", "One")),)))[0]
        == "number"
    )
    assert refusal(target=long)[0] == "address"


def test_character_without_a_glyph_is_named():
    assert "🦄 (U+1F984)" in refusal(numbers("fr", "en", titles=("Licorne 🦄", "Unicorn")))[1]


def test_few_numbers_are_set_in_larger_letters():
    few = numbers("fr", "en", lines=numbers("fr", "en").lines[:2])

    assert _height_of_17(few) > _height_of_17(numbers("fr", "en")) * 1.2


def _height_of_17(said) -> float:
    """Of the figures 17, in points."""
    page = pypdfium2.PdfDocument(pocket.sheet(said, TARGET).data)[1]
    text = page.get_textpage()
    at = text.get_text_range().index("17")
    _left, bottom, _right, top = text.get_charbox(at)
    return top - bottom
