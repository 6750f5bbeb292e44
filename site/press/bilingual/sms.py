"""Text messages: words in parts of one message each, that split no word, no number and no address.

A message holds 160 septets of the default alphabet, or 70 units of UCS-2 where one character lies outside of it (3GPP TS 23.038,
sections 4 and 6.2.1). Parts are messages of their own, without the header that joins long ones and takes seven septets of each.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from press.content import PressError

SEPTETS, UNITS = 160, 70
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")  # each follows an escape, and counts twice
# What the alphabet lacks and says as well with a sign that it has: no letter is ever changed.
SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "·": "-", "…": "...", "\u00a0": " ",
     "\u202f": " ", "\u2009": " ", "\t": " ", "\r": ""}
)  # fmt: skip
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
OPENING, CLOSING = "（《「『", "、。，：；！？）》」』"
# Where a line may be broken: at a space that is in no number, and around a Chinese character, which is a word of its own.
BREAK = re.compile(rf"(?<!\d) | (?!\d)|(?<=[{HAN}{CLOSING}])(?=[^\s{CLOSING}])|(?<=[^\s{OPENING}])(?=[{HAN}{OPENING}])")


@dataclass(frozen=True)
class Part:
    """One message; `used` of `limit` are septets, or units of UCS-2 where `is_plain` is false."""

    text: str

    @property
    def is_plain(self) -> bool:
        return is_plain(self.text)

    @property
    def used(self) -> int:
        return septets(self.text) if self.is_plain else units(self.text)

    @property
    def limit(self) -> int:
        return SEPTETS if self.is_plain else UNITS


def is_plain(text: str) -> bool:
    """Whether the default alphabet has every character."""
    return all(one in ALPHABET or one in EXTENSION for one in text)


def septets(text: str) -> int:
    return sum(2 if one in EXTENSION else 1 for one in text)


def units(text: str) -> int:
    """A character beyond the first 65,536 takes two."""
    return len(text.encode("utf-16-le")) // 2


def fits(text: str) -> bool:
    return Part(text).used <= Part(text).limit


def written(text: str) -> str:
    """With the signs of the alphabet, and one space where there were several."""
    lines = (" ".join(line.split()) for line in text.translate(SIGNS).splitlines())
    return "\n".join(line for line in lines if line)


def parts(text: str) -> list[Part]:
    """Whole lines as long as they fit, then whole words. PressError names a word, number or address that fits in no message."""
    done: list[str] = [""]
    for line in written(text).split("\n"):
        if not _grown(done, "\n", line) and not _begun(done, line):
            _add_words(done, line)
    return [Part(one) for one in done if one]


def _add_words(done: list[str], line: str) -> None:
    """A line longer than a message, which begins one: a number is not left behind by its name."""
    done.append("")
    for before, atom in atoms(line):
        if not _grown(done, before, atom) and not _begun(done, atom):
            raise PressError(_("“%(word)s” is longer than a message: write it shorter.") % {"word": atom})


def _grown(done: list[str], between: str, more: str) -> bool:
    longer = f"{done[-1]}{between}{more}" if done[-1] else more
    if fits(longer):
        done[-1] = longer
    return fits(longer)


def _begun(done: list[str], text: str) -> bool:
    if fits(text):
        done.append(text)
    return fits(text)


def atoms(line: str) -> list[tuple[str, str]]:
    """(space before, what is never split), in their order; without loss."""
    found, start, space = [], 0, ""
    for match in BREAK.finditer(line):
        found.append((space, line[start : match.start()]))
        start, space = match.end(), match[0]
    return [*found, (space, line[start:])]
