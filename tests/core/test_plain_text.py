"""Which characters a text may hold, and what is said of those that it may not."""

import time
import unicodedata

import pytest
from django.utils import translation

from core.plain_text import problems, quoted, refusal, unseen


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


NOBODY_SEES = "nobody sees it, and it can change what is read. Delete it, and type this place anew."
LOOKS_LIKE = "it only looks like a common letter or digit. Type that instead."


def after(character: str, before: str) -> str:
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return f"{name} after “{before}”"


@pytest.mark.parametrize(
    "character",
    [
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",  # what turns the direction
        *"\u200b\u200c\u200d\u2060\u2061\ufeff\u00ad\u180e\ufe0f\u034f\u3164\uffa0\u115f\u2800",  # what takes no room
        *"\x00\x07\x0b\x1b\x7f\u009f\ufffe\ufff9\U000e0041",  # controls, annotations and tags
    ],
)
def test_character_that_nobody_sees_is_refused_with_its_place(character):
    expected = f"{after(character, 'Appelez le 1')}: {NOBODY_SEES}"

    assert list(problems(f"Appelez le 1{character}19.")) == [expected]


def test_place_at_the_beginning_is_named_and_what_stands_before_is_short():
    assert refusal("\u202e119") == f"U+202E RIGHT-TO-LEFT OVERRIDE at the beginning: {NOBODY_SEES}"
    assert refusal("a" * 30 + "\u202e119") == f"{after('\u202e', 'a' * 20)}: {NOBODY_SEES}"


def test_each_is_told_and_none_is_repeated_by_what_tells():
    first, second = problems("Le \u202e119\u202c")

    assert first == f"{after('\u202e', 'Le')}: {NOBODY_SEES}"
    assert second == f"{after('\u202c', 'Le  119')}: {NOBODY_SEES}"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Le &#8238;119</p>",
        "<p>Le &#x202E;119</p>",
        "<p>Le &rlm;119</p>",
        "<p>Le 1&zwnj;19</p>",
        '<p>Le <a href="https://example.org/\u202egpj">119</a></p>',
        "<p>Le 1<b>\u200d</b>19</p>",
        "<p>Le 1<b>O</b>0</p>",
    ],
)
def test_markup_hides_nothing(html):
    assert refusal(html)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Appelez le 119, jour et nuit\u00a0: 3\u202f750\u00a0€ d’amende.\r\n\tFin",
        "Une ligne\x85une ligne\u2028une ligne",
        "<p>R&amp;D &lt; 3 &nbsp;<br/></p>",
        "Pro\u00adsti\u00adtu\u00adtion",
        "نمی\u200cخواهم",  # Persian
        "یعنی ه\u200d.",
        "اتصل على ١١٩ أو ۱۱۹ أو 119",
        "क\u094d\u200dष",
        "ไทย\u200bไทย",
        "👩\u200d⚕\ufe0f ❤\ufe0f\u200d🔥 🧑🏿\u200d🤝\u200d🧑🏿 1\ufe0f\u20e3 ‼\ufe0f",
        "葛\U000e0100城市 第十二条 119",
        "m², ½, ①, H₂O, O2, CO2, O3, 1er, 1o, 2A, 10h30, 10l, 5 l, B2B, COVID19, A4, 3D, L121, R. 625-8",
        "чл. 155з, 2-ро, 30-те, 1о",
        "https://example.org/s/1O0?l1=O0 l10@example.org",
        "বাংলা ১১৯",
    ],
)
def test_text_as_people_write_it_is_taken(text):
    assert list(problems(text)) == []


@pytest.mark.parametrize("digits", ["１１９", "𝟏𝟏𝟗", "𝟣19", "\U0001fbf1", "৭৭", "߁"])
def test_digits_of_another_kind_are_refused(digits):
    assert refusal(f"Le {digits}") == f"{after(digits[0], 'Le')}: {LOOKS_LIKE}"


def test_mathematical_letters_are_refused():
    assert refusal("𝐀ppelez").endswith(LOOKS_LIKE)


@pytest.mark.parametrize("number", ["l19", "1l9", "1O0", "11O", "I19", "З0", "1О1", "3I", "11О"])
def test_letter_that_looks_like_a_digit_is_refused_in_a_number(number):
    assert refusal(f"Le {number}.").startswith(f"“{number}” holds the letter U+")
    assert unseen(number) == ""


def test_telephone_number_that_begins_with_a_letter_is_refused():
    assert refusal("O6 12 34 56 78").startswith("“O6” holds the letter U+004F LATIN CAPITAL LETTER O, which")


def test_digits_of_two_scripts_in_one_number_are_refused():
    assert refusal("رقم 1١9") == "“1١9” mixes the digits of two scripts: write all of them in one."


LONG = [
    "1O" * 50_000,
    "漢" * 100_000,
    "<" * 100_000,
    "\u200b" * 20_000,
    "৭" * 50_000,
    "<a " * 30_000,
    "&#8238" * 20_000,
]


@pytest.mark.parametrize("text", LONG, ids=[ascii(text[:6]) for text in LONG])
def test_long_text_takes_no_long_time(text):
    begun = time.monotonic()

    list(problems(text))

    assert time.monotonic() - begun < 5


def test_quoted_words_are_isolated_and_have_no_tags():
    assert quoted('Le <a id="a1">119</a>\n &amp; le 17') == "\u2068Le 119 & le 17\u2069"
    assert quoted("") == ""
