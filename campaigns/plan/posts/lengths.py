"""How long a text is, as each network counts it."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable

import regex

Count = Callable[[str], int]

WRITTEN = regex.compile(r"https?://[^\s<>]*[^\s<>.,;:!?…)»”\"']")
# An address without its scheme, which X makes a link of, too: `example.org/page`.
BARE = regex.compile(r"(?<![\w.@/-])(?:[\p{L}\p{N}-]+\.)+[a-z]{2,24}(?:/[^\s<>.,;:!?…)»”\"']*)?(?![\w.@-])")
EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\ufe0f|\u20e3")
# Code points that weigh one, as (first, last): twitter-text, config v3 (2018), read in December 2026. All others weigh two.
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_firsts = [first for first, _last in LIGHT]


def characters(text: str) -> list[str]:
    """What people see as one character each (Unicode, annex 29): a family of four that is one emoji is one."""
    return regex.findall(r"\X", text)


def seen(text: str) -> int:
    return len(characters(text))


def units(text: str) -> int:
    """UTF-16 code units, as JavaScript counts. No other way of counting characters finds more, but for bytes."""
    return len(text.encode("utf-16-le")) // 2


def weighed(text: str) -> int:
    """As X does: an emoji weighs two, and so does a character of Chinese."""
    found = characters(unicodedata.normalize("NFC", text))
    return sum(2 if EMOJI.search(one) else sum(map(_weight, one)) for one in found)


def _weight(point: str) -> int:
    place = bisect_right(_firsts, ord(point)) - 1
    return 1 if ord(point) <= LIGHT[place][1] else 2


def with_bytes_of_emoji(text: str) -> int:
    """As Threads does: an emoji is as long as its UTF-8."""
    return sum(len(one.encode()) if EMOJI.search(one) else len(one) for one in characters(text))


def with_links(text: str, count: Count, length: int, *, bare: bool = False) -> int:
    """Each link is so long, however long it is; a `bare` address that is longer counts as it is, for it may be no link."""
    rest, links = WRITTEN.subn("", text)
    total = length * links
    if bare:
        total += sum(max(length, count(found)) for found in BARE.findall(rest))
        rest = BARE.sub("", rest)
    return total + count(rest)
