"""Which characters a text may hold, and what is said of those that it may not."""

import ast
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

from core.words.plain_text import problems, quoted, refusal, unseen


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
        *"\x85\u2028\u2029\ufffc",  # ends of lines that no keyboard types, the place of a picture
        *"\ue000\uf8ff\U000f0000\U0010fffd",  # private
        *"\ufdd0\ufdef\U0001fffe\U0010ffff\u0378\ud800",  # no characters
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
        "Une ligne\nune ligne\tune colonne\u3000列",
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
        "note¹, 1½, 3 ¼, Ⅻ, Louis Ⅸ, ① oui ② non, voir ①–③, ① 119, 1er, 1ᵉʳ, nº 1, 1\ufe0f\u20e3 Appelez",
        "二〇〇〇年、一一九、第①条",
        "PDF-файл, l’Αθήνα, Закон № 2016-444, чл. 155a, 5 μg, 3 kΩ, 20 µm",
        "e\u0301te\u0301, ệ, a\u0323\u0302, 2 =\u0338 3, й",
        "الدُّعارةَ شَدٌّ، ﷺ ﻻ إ\u0650",
        "a / b, et//ou, https://example.org//x, /fr/vos-droits/",
        '<p><a href="/fr/vos-droits/">ici</a> <a href="https://example.org//x">là</a> <a linktype="page" id="3">x</a></p>',
    ],
)
def test_text_as_people_write_it_is_taken(text):
    assert list(problems(text)) == []


@pytest.mark.parametrize("digits", ["１１９", "𝟏𝟏𝟗", "𝟣19", "\U0001fbf1", "৭৭", "߁"])
def test_digits_of_another_kind_are_refused(digits):
    assert refusal(f"Le {digits}") == f"{after(digits[0], 'Le')}: {LOOKS_LIKE}"


def test_mathematical_letters_are_refused():
    assert refusal("𝐀ppelez").endswith(LOOKS_LIKE)


DRAWN = [
    *("①①⑨", "⑴⑴⑼", "⑪⑨", "❶❶❾", "¹¹⁹", "₁₁₉", "⒈⒈⒐", "㈠㈠㈨", "ⅭⅩⅨ", "① ① ⑨", "①-①-⑨"),
    *("1\ufe0f\u20e31\ufe0f\u20e39\ufe0f\u20e3", "1\u20e3 1\u20e3 9\u20e3", "1\u03321\u03329\u0332"),
    *("11⑨", "①19", "1¹9", "1\ufe0f\u20e319", "11⁹"),
]


@pytest.mark.parametrize("number", DRAWN)
def test_number_whose_digits_are_drawn_is_refused(number):
    expected = [f"“{number}”: no telephone dials such digits, and no search finds them. Write plain digits."]

    assert list(problems(f"Le {number}, jour et nuit")) == expected
    assert unseen(number) == expected[0]


@pytest.mark.parametrize("html", ["<p>1<b>①</b>9</p>", "<p>&#9312;&#9312;&#9320;</p>"])
def test_markup_hides_no_drawn_digit(html):
    assert refusal(html).endswith("Write plain digits.")


@pytest.mark.parametrize(
    ("word", "letter", "before"),
    [
        ("рolice", "U+0440 CYRILLIC SMALL LETTER ER", "La"),
        ("pоlice", "U+043E CYRILLIC SMALL LETTER O", "La p"),
        ("полиция".replace("о", "o"), "U+006F LATIN SMALL LETTER O", "La п"),
        ("αide", "U+03B1 GREEK SMALL LETTER ALPHA", "La"),
        ("aidе\u0301e", "U+0435 CYRILLIC SMALL LETTER IE", "La aid"),
    ],
)
def test_word_that_mixes_alphabets_is_refused_with_its_place(word, letter, before):
    said = f"{letter} after “{before}”: “{word}” mixes the letters of two alphabets. Type the word anew in one."

    assert list(problems(f"La {word} écoute")) == [said]
    assert refusal(f'<p><a href="https://{word}.org/">ici</a></p>').endswith("Type the word anew in one.")


COVERS = "it covers what is read. Delete it."


@pytest.mark.parametrize("mark", "\u0335\u0336\u0337\u0338\u20d2\u20e5")
def test_letter_that_is_struck_through_is_refused(mark):
    assert list(problems(f"Le s{mark}")) == [f"{after(mark, 'Le s')}: {COVERS}"]


def test_fifth_mark_on_one_letter_is_refused_once():
    assert list(problems("Le a" + "\u0301" * 4)) == []
    assert list(problems("Le a" + "\u0301" * 9)) == [f"{after('\u0301', 'Le a' + '\u0301' * 4)}: {COVERS}"]


@pytest.mark.parametrize(
    "address",
    ["//evil.example", " //evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "/\t/evil.example"],
)
def test_address_without_its_scheme_is_refused(address):
    said = "“//evil.example” leads to another site: write an address that begins with https://."

    assert refusal(address) == said
    for html in (f'<p><a href="{address}">ici</a></p>', f"<p><a id='1' HREF = '{address}/x'>ici</a></p>"):
        assert refusal(html) == said


def test_address_without_its_scheme_is_refused_written_as_entities():
    assert refusal('<p><a href="&#47;&#x2f;evil.example">ici</a></p>').startswith("“//evil.example” leads")


def ours() -> Iterator[tuple[str, str]]:
    """(file, text) of the demonstration."""
    for path in sorted(Path("site/demo").rglob("*.py")):
        texts = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
        yield from ((path.name, text) for text in texts if isinstance(text, str))
    for path in sorted(Path("site/demo/translations").glob("*.po")):
        yield from ((path.name, text) for entry in polib.pofile(path) for text in (entry.msgid, entry.msgstr))


def test_text_of_the_demonstration_is_taken():
    assert [(name, text, said) for name, text in ours() for said in problems(text)] == []


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
    "①" * 50_000,
    "1\u20e3" * 50_000,
    "1" * 50_000 + "\u20e3",
    "① " * 50_000,
    "рo" * 50_000,
    "a" + "\u0301" * 50_000,
    "/" * 100_000,
    '<a href="' + "/" * 50_000 + '">',
    " " * 50_000 + "/",
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
