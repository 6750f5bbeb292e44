"""Text messages: each fits, nothing is lost, and no word, number or address is split."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press.bilingual import sms
from press.content import PressError
from tests.press.contents import said

WORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20)
NUMBER = st.from_regex(r"\+?[0-9]{2}( [0-9]{2}){0,4}", fullmatch=True)
ADDRESS = st.from_regex(r"https://[a-z]{2,10}\.org/[a-z/-]{0,20}", fullmatch=True)
LINE = st.lists(st.one_of(WORD, NUMBER, ADDRESS), min_size=1, max_size=12).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=8).map("\n".join)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXT)
@example("a" * 161 + " b")
@example("39 19 " * 40)
def test_each_part_fits_and_together_they_say_the_same(text):
    try:
        parts = sms.parts(text)
    except PressError:
        assert any(not sms.fits(atom) for line in sms.written(text).split("\n") for _space, atom in sms.atoms(line))
        return

    for part in parts:
        assert 0 < part.used <= part.limit
        assert part.limit == (160 if part.is_plain else 70)
    assert letters("".join(part.text for part in parts)) == letters(sms.written(text))


@given(st.lists(st.one_of(NUMBER, ADDRESS), min_size=1, max_size=30))
def test_numbers_and_addresses_stay_whole(words):
    text = " x ".join(words)

    joined = [part.text for part in sms.parts(text)]

    assert " x ".join(words) == " ".join(joined)
    for word in words:
        assert any(word in part for part in joined)


@given(st.lists(st.from_regex(r"[a-z]{1,30}", fullmatch=True), min_size=1, max_size=60))
def test_words_stay_whole_and_no_part_could_take_the_next_word(words):
    parts = [part.text.split(" ") for part in sms.parts(" ".join(words))]

    assert [word for part in parts for word in part] == words
    for part, following in pairwise(parts):
        assert not sms.fits(" ".join([*part, following[0]]))


@pytest.mark.parametrize(
    ("text", "is_plain", "used"),
    [
        ("a" * 160, True, 160),
        ("é" * 160, True, 160),
        ("€" * 80, True, 160),  # the extension counts twice
        ("[" * 80, True, 160),
        ("Ç" * 160, True, 160),
        ("ç" * 70, False, 70),  # the alphabet has its capital alone
        ("ê" * 70, False, 70),
        ("ع" * 70, False, 70),
        ("听" * 70, False, 70),
        ("я" * 70, False, 70),
        ("😀" * 35, False, 70),  # two units each
    ],
)
def test_limits_are_those_of_the_standard(text, is_plain, used):
    (part,) = sms.parts(text)

    assert (part.text, part.is_plain, part.used) == (text, is_plain, used)
    assert not sms.fits(text + text[0])


def test_alphabet_is_that_of_the_standard():
    assert len(sms.ALPHABET) == 127  # 128 with the escape
    assert len(sms.EXTENSION) == 10


def test_typographic_signs_are_written_as_the_alphabet_has_them():
    (part,) = sms.parts("L’écoute – «\u202fgratuite\u202f»…  de 9\u00a0h")

    assert (part.text, part.is_plain) == ('L\'écoute - " gratuite "... de 9 h', True)


def test_lines_stay_together_where_they_fit():
    line = "39 19 " + "Violences Femmes Info " * 3

    assert [part.text for part in sms.parts("\n".join([line] * 3))] == [f"{line.strip()}\n{line.strip()}", line.strip()]


def test_part_in_another_script_leaves_the_others_their_length():
    plain, arabic = "a" * 150, said("Numéro d’aide aux victimes", "ar")

    assert [(part.used, part.limit) for part in sms.parts(f"{plain}\n{arabic}")] == [(150, 160), (len(arabic), 70)]


def test_chinese_is_broken_between_its_characters_and_not_before_its_signs():
    parts = [part.text for part in sms.parts("你" * 69 + "好，" + "（" + "我" * 69)]

    assert parts == ["你" * 69, "好，（" + "我" * 67, "我" * 2]


def test_what_is_longer_than_a_message_is_named():
    with pytest.raises(PressError) as refused:
        sms.parts("Voir " + "я" * 71)

    assert refused.value.message.endswith(("raccourcissez-le.", "write it shorter."))
    assert "я" * 71 in refused.value.message


def test_line_that_is_longer_than_a_message_begins_one():
    parts = [part.text for part in sms.parts("17 полиция\n39 19 " + "линия за жени " * 6)]

    assert parts[0] == "17 полиция"
    assert parts[1].startswith("39 19 линия")
