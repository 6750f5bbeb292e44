"""A text without its markup, in which each character still knows where it was written: what is found there can be replaced."""

import re
from dataclasses import dataclass, field
from html import unescape

from facts.parity.text import INLINE as INLINE_TAGS
from facts.shelf import INLINE as FACT

STANDS_FOR_A_FACT = "•"
TOKEN = re.compile(r"\{[\w:]*\}")
PIECE = re.compile(
    r"(?P<tag></?(?P<name>[a-zA-Z][\w-]*)[^<>]*>)|(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)|(?P<run>[^<&]+|[<&])"
)
# What the parity would read as markup, where it is none; each for one character.
NEUTRAL = str.maketrans({"<": " ", "&": "+", "{": "(", "}": ")", "\ufffc": " "})


@dataclass(frozen=True)
class Bare:
    """`starts[i]` and `ends[i]` are where the i-th character of `text` begins and ends in the source; `tokens` what it stands for."""

    text: str
    starts: list[int]
    ends: list[int]
    tokens: dict[int, str] = field(default_factory=dict)

    @property
    def readable(self) -> str:
        """The same for the reader of the parity, character by character."""
        return self.text.translate(NEUTRAL)

    def with_tokens(self, start: int, end: int) -> str:
        """A part of the text, with the token of each fact in the place of its sign."""
        return "".join(self.tokens.get(place, self.text[place]) for place in range(start, min(end, len(self.text))))

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


class Stripping:
    def __init__(self):
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: dict[int, str] = {}

    def add_fact(self, token: str, start: int, end: int) -> None:
        self.tokens[len(self.starts)] = token
        self.add(STANDS_FOR_A_FACT, start, end)

    def add(self, text: str, start: int, end: int) -> None:
        """One piece that is written otherwise than it is read."""
        self.text.append(text)
        self.starts += [start] * len(text)
        self.ends += [end] * len(text)

    def add_run(self, text: str, start: int) -> None:
        self.text.append(text)
        self.starts += range(start, start + len(text))
        self.ends += range(start + 1, start + len(text) + 1)

    def add_plain(self, text: str, start: int) -> None:
        """Words, in which a token stands for a fact."""
        place = 0
        for token in TOKEN.finditer(text):
            self.add_run(text[place : token.start()], start + place)
            self.add_fact(token[0], start + token.start(), start + token.end())
            place = token.end()
        self.add_run(text[place:], start + place)

    def add_rich(self, source: str, start: int) -> None:
        for piece in PIECE.finditer(source):
            begins, ends = start + piece.start(), start + piece.end()
            if piece["tag"]:
                if piece["name"].lower() not in INLINE_TAGS:
                    self.add("\n", begins, ends)
            elif piece["entity"]:
                self.add(unescape(piece["entity"]), begins, ends)
            else:
                self.add_plain(piece["run"], begins)

    def done(self) -> Bare:
        return Bare("".join(self.text), self.starts, self.ends, self.tokens)


def bare(source: str, *, rich: bool) -> Bare:
    """What is read of a text, HTML or plain; in the place of each fact a sign."""
    made, place = Stripping(), 0
    if not rich:
        made.add_plain(source, 0)
        return made.done()
    for fact in FACT.finditer(source):
        made.add_rich(source[place : fact.start()], place)
        made.add_fact(f"{{fact:{fact['id']}}}", fact.start(), fact.end())
        place = fact.end()
    made.add_rich(source[place:], place)
    return made.done()
