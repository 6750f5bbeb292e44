"""Words that are what they look like: no character that nobody sees or that turns what is read, no digit that is none.

A right-to-left override round “119” shows 911, and a zero-width space in it makes another number of it for every program. Such
characters come with what is pasted, and with what is translated elsewhere. Isolates that the site writes round numbers are put
there as a page or a message is made, and never stored.

Wide digits are refused in Chinese too. They are honest there, so the parity of numbers reads them as what they say; but no
telephone dials １１９ and no search for 119 finds it, and a Chinese keyboard types plain digits as easily.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from django.utils.translation import gettext as _

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
MARKUP = re.compile(r"[<&]")
INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "u"}
SHOWN = 20  # characters before the one that is refused

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"  # of what begins in either direction
SOFT_HYPHEN, NON_JOINER, JOINER, BREAK = "\u00ad", "\u200c", "\u200d", "\u200b"
LINES = "\t\n\r"
OBJECT = "\ufffc"  # in the place of a picture that did not come along
UNSEEN = frozenset(["Cs", "Co", "Cn", "Zl", "Zp"])
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
MOST_MARKS = 4  # on one letter; an Arabic one has three at most
OVERLAY = 1  # the combining class of what strikes a letter through

ALPHABETS = frozenset(
    ["LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"]
)  # whose letters look alike
UNITS = "μΩ"  # μg, kΩ
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u00ad\u0300-\u036f])*")

IDEOGRAPHIC_ZERO = "〇"  # 二〇〇〇年
MARKED = r"\d\ufe0f?[\u0300-\u034e\u0350-\u036f\u20d0-\u20ff]+"  # keys, digits in a circle or underlined
MARKED_DIGIT = re.compile(MARKED)

ZEROS = "OoОоΟο"  # Latin, Cyrillic, Greek
ALIKE = ZEROS + "lIІіΙιЗз"
DIGITS = re.compile(r"\d+")
IN_ADDRESS = ("://", "@", "www.")
HALF_DIGITS = re.compile(
    rf"(?<!\w)(?P<begins>[{ZEROS}][0-9])(?=[ .-][0-9]{{2}}\b)"  # O6 12 34 56 78
    rf"|(?<!\w)(?=[{ALIKE}]*[0-9])(?=[0-9]*[{ALIKE}])[0-9{ALIKE}]+(?!\w)"
)
# A browser reads a backslash as a slash, takes more than two for two, and leaves tabs and ends of lines out.
WITHOUT_SCHEME = re.compile(r"""\s*[/\\][\t\n\r]*[/\\][/\\\t\n\r]*(?P<host>[^\s/\\"'<>]+)""")
HREF = re.compile(r"""(?<![\w-])href\s*=\s*["']?""", re.IGNORECASE)
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
    yield from _elsewhere(text)
    if text.isascii() and text.isprintable() and not MARKUP.search(text) and not HALF_DIGITS.search(text):
        return
    read, *tags = _parts(text)
    for part in (read, *tags):
        yield from _unseen(part)
    yield from _numbers(read)
    for tag in tags:
        for link in HREF.finditer(tag):
            yield from _elsewhere(tag[link.end() :])


def _parts(text: str) -> Iterator[str]:
    """What is read, then each tag."""
    yield unescape(TAG.sub(lambda tag: "" if tag[2].lower() in INLINE else "\n", text))
    yield from (unescape(tag[3]) for tag in TAG.finditer(text) if tag[3])


def _elsewhere(text: str) -> Iterator[str]:
    """An address that looks like a path of this site."""
    if found := WITHOUT_SCHEME.match(text):
        yield _("“%(address)s” leads to another site: write an address that begins with https://.") % {
            "address": f"//{found['host']}"
        }


def _unseen(text: str) -> Iterator[str]:
    styled, marks = _styled(text), 0
    for at, character in enumerate(text):
        if " " <= character <= "~":
            marks = 0
            continue
        is_mark = unicodedata.category(character)[0] == "M"
        marks = marks + _is_stacked(character) if is_mark else 0
        if _is_unseen(text, at):
            yield _(
                "%(place)s: nobody sees it, and it can change what is read. Delete it, and type this place anew."
            ) % {"place": _place(text, at)}
        elif character in styled:
            yield _("%(place)s: it only looks like a common letter or digit. Type that instead.") % {
                "place": _place(text, at)
            }
        elif is_mark and (marks == MOST_MARKS + 1 or _strikes(text, at)):
            yield _("%(place)s: it covers what is read. Delete it.") % {"place": _place(text, at)}
    yield from _mixed_words(text)
    yield from _drawn_numbers(text)


def _mixed_words(text: str) -> Iterator[str]:
    if len({_alphabet(character) for character in set(text)} - {""}) < 2:
        return
    for word in WORD.finditer(text):
        alphabets = [_alphabet(character) for character in word[0]]
        known = set(alphabets) - {""}
        if len(known) > 1:
            rarest = min(known, key=alphabets.count)
            yield _("%(place)s: “%(word)s” mixes the letters of two alphabets. Type the word anew in one.") % {
                "place": _place(text, word.start() + alphabets.index(rarest)),
                "word": word[0],
            }


def _drawn_numbers(text: str) -> Iterator[str]:
    """Numbers of help as pictures of digits: ①①⑨, ¹¹⁹, ⅭⅩⅨ, 1️⃣1️⃣9️⃣. One alone is a note, a power or a point of a list."""
    drawn = {character for character in set(text) if character > "~" and _is_drawn_digit(character)}
    if drawn:
        scripts = {_script(character) for character in set(text) if character.isalpha()}
        drawn = {digit for digit in drawn if _script(digit) not in scripts}
    if not drawn and not MARKED_DIGIT.search(text):
        return
    one = f"(?:[{''.join(sorted(drawn))}]|{MARKED})" if drawn else f"(?:{MARKED})"
    together, apart = rf"(?<!\d)(?=\d*{one})(?:{one}|\d){{2,}}", rf"{one}(?:[\s.·-]{one}){{2,}}"
    for number in re.finditer(f"{apart}|{together}", text):
        yield _("“%(number)s”: no telephone dials such digits, and no search finds them. Write plain digits.") % {
            "number": number[0]
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
    return category in UNSEEN or character in BLANK or character == OBJECT


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


def _is_drawn_digit(character: str) -> bool:
    """Circled, raised, lowered, Roman; no fraction."""
    is_number = unicodedata.category(character) in ("No", "Nl")
    return is_number and character != IDEOGRAPHIC_ZERO and float(unicodedata.numeric(character, 0.5)).is_integer()


def _is_stacked(mark: str) -> bool:
    return unicodedata.combining(mark) > 0 or unicodedata.category(mark) == "Me"


def _strikes(text: str, at: int) -> bool:
    """≠ may be written as two characters."""
    is_overlay = unicodedata.combining(text[at]) == OVERLAY
    return is_overlay and len(unicodedata.normalize("NFC", text[max(0, at - 1) : at + 1])) > 1


def _base(text: str, at: int) -> str:
    """The character before, marks and variants aside."""
    while at and unicodedata.category(text[at - 1])[0] == "M":
        at -= 1
    return text[at - 1 : at]


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


@lru_cache(maxsize=4096)
def _alphabet(character: str) -> str:
    """Empty for a sign, a unit, and a letter that looks like none of another alphabet."""
    script = _script(character) if character.isalpha() and character not in UNITS else ""
    return script if script in ALPHABETS else ""


def _zero(digit: str) -> str:
    return chr(ord(digit) - unicodedata.decimal(digit))


def _place(text: str, at: int) -> str:
    before = "".join(part if part.isprintable() else " " for part in text[max(0, at - SHOWN) : at]).strip()
    said = {"character": _name(text[at]), "before": before}
    return _("%(character)s after “%(before)s”") % said if before else _("%(character)s at the beginning") % said


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
