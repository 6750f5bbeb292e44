"""Words that are what they look like: no character that nobody sees or that turns what is read, no digit that is none.

A right-to-left override round “119” shows 911, and a zero-width space in it makes another number of it for every program. Such
characters come with what is pasted, and with what is translated elsewhere. Isolates that the site writes round numbers are put
there as a page or a message is made, and never stored.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from django.utils.translation import gettext as _

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
MARKUP = re.compile(r"[<&]")
INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "u"}
SHOWN = 20  # characters before the one that is refused

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"  # of what begins in either direction
SOFT_HYPHEN, NON_JOINER, JOINER, BREAK = "\u00ad", "\u200c", "\u200d", "\u200b"
LINES = "\t\n\r\x85"
# Letters and marks by their category that nothing is drawn for: fillers of Hangul, a joiner of graphemes, vowels of Khmer.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Signs round Arabic numbers, which are drawn, though their category is that of the unseen.
DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2")
JOINING = frozenset(
    {
        "ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "MANDAIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
        "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR",
    }
)  # fmt: skip
BREAKING = frozenset(["THAI", "LAO", "KHMER", "MYANMAR"])  # written without spaces between words
USUAL_ZEROS = frozenset("0٠۰")

ZEROS = "OoОоΟο"  # Latin, Cyrillic, Greek
ALIKE = ZEROS + "lIІіΙιЗз"
DIGITS = re.compile(r"\d+")
IN_ADDRESS = ("://", "@", "www.")
HALF_DIGITS = re.compile(
    rf"(?<!\w)(?P<begins>[{ZEROS}][0-9])(?=[ .-][0-9]{{2}}\b)"  # O6 12 34 56 78
    rf"|(?<!\w)(?=[{ALIKE}]*[0-9])(?=[0-9]*[{ALIKE}])[0-9{ALIKE}]+(?!\w)"
)
# Litres, ordinals and parts of articles (10l, 1o, 5з), a letter with one digit (O2).
NO_NUMBER = re.compile(r"[0-9]+[loоз]|[OIО][0-9]")


def refusal(text: str) -> str:
    """The first thing for which a text, plain or HTML, is not taken; empty where it is taken."""
    return next(problems(text), "")


def quoted(text: str) -> str:
    """Words to quote in a sentence of any language: without tags, and in their own direction."""
    said = " ".join(unescape(TAG.sub("", text)).split())
    return f"{ISOLATE}{said}{END_OF_ISOLATE}" if said else ""


def unseen(text: str) -> str:
    """The same of a code, whose letters and digits may be mixed."""
    if text.isascii() and text.isprintable() and "&" not in text:
        return ""
    return next(_unseen(unescape(text)), "")


def problems(text: str) -> Iterator[str]:
    """All of them, each with its place, as sentences."""
    if text.isascii() and text.isprintable() and not MARKUP.search(text) and not HALF_DIGITS.search(text):
        return
    read, *tags = _parts(text)
    for part in (read, *tags):
        yield from _unseen(part)
    yield from _numbers(read)


def _parts(text: str) -> Iterator[str]:
    """What is read, then each tag."""
    yield unescape(TAG.sub(lambda tag: "" if tag[2].lower() in INLINE else "\n", text))
    yield from (unescape(tag[3]) for tag in TAG.finditer(text) if tag[3])


def _unseen(text: str) -> Iterator[str]:
    styled = _styled(text)
    for at, character in enumerate(text):
        if " " <= character <= "~":
            continue
        if _is_unseen(text, at):
            yield _(
                "%(place)s: nobody sees it, and it can change what is read. Delete it, and type this place anew."
            ) % {"place": _place(text, at)}
        elif character in styled:
            yield _("%(place)s: it only looks like a common letter or digit. Type that instead.") % {
                "place": _place(text, at)
            }


def _numbers(text: str) -> Iterator[str]:
    for number in DIGITS.findall(text):
        if not number.isascii() and len({_zero(digit) for digit in number}) > 1:
            yield _("“%(number)s” mixes the digits of two scripts: write all of them in one.") % {"number": number}
    words = (word for word in text.split() if not any(part in word for part in IN_ADDRESS))
    for number in HALF_DIGITS.finditer(" ".join(words)):
        if number["begins"] or not NO_NUMBER.fullmatch(number[0]):
            letter = next(character for character in number[0] if character in ALIKE)
            yield _("“%(number)s” holds the letter %(letter)s, which looks like a digit: type the number again.") % {
                "number": number[0],
                "letter": _name(letter),
            }


def _is_unseen(text: str, at: int) -> bool:
    character, category = text[at], unicodedata.category(text[at])
    if category == "Cc":
        return character not in LINES
    if category == "Cf":
        return character not in DRAWN and not _is_needed(text, at)
    if 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF:
        return not _has_variants(text, at)
    return category == "Cs" or character in BLANK or ord(character) & 0xFFFE == 0xFFFE


def _is_needed(text: str, at: int) -> bool:
    """A place where a word may be broken, or how letters and pictures are joined, where their script asks for it."""
    before, after = _base(text, at), text[at + 1 : at + 2]
    if text[at] == SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if text[at] == BREAK:
        return _script(before) in BREAKING and _script(after) in BREAKING
    if text[at] == JOINER and _is_picture(before) and _is_picture(after):
        return True
    return text[at] in (NON_JOINER, JOINER) and before.isalpha() and _script(before) in JOINING and not after.isdigit()


def _has_variants(text: str, at: int) -> bool:
    """Pictures, signs and ideographs are drawn in several ways; a digit only within a key."""
    before = text[at - 1 : at]
    if before and before in "0123456789#*":
        return text[at + 1 : at + 2] == "\u20e3"
    return _is_picture(before) or unicodedata.category(before or " ")[0] == "P" or _script(before) == "CJK"


def _is_picture(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in ("So", "Sk", "Sm")


def _styled(text: str) -> set[str]:
    """Mathematical letters and digits, wide digits, and digits of a script that the text has no letter of."""
    characters = {character for character in set(text) if character > "~"}
    digits = {character for character in characters if character.isdecimal()}
    wide = {digit for digit in digits if unicodedata.normalize("NFKC", digit) != digit}
    scripts = {_script(character) for character in characters if character.isalpha()} if digits else set()
    foreign = {digit for digit in digits if _zero(digit) not in USUAL_ZEROS and _script(digit) not in scripts}
    return wide | foreign | {character for character in characters if 0x1D400 <= ord(character) <= 0x1D7FF}


def _base(text: str, at: int) -> str:
    """The character before, marks and variants aside."""
    while at and unicodedata.category(text[at - 1])[0] == "M":
        at -= 1
    return text[at - 1 : at]


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def _zero(digit: str) -> str:
    return chr(ord(digit) - unicodedata.decimal(digit))


def _place(text: str, at: int) -> str:
    before = "".join(part if part.isprintable() else " " for part in text[max(0, at - SHOWN) : at]).strip()
    said = {"character": _name(text[at]), "before": before}
    return _("%(character)s after “%(before)s”") % said if before else _("%(character)s at the beginning") % said


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
