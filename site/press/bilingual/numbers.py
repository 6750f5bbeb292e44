"""Numbers in two languages, as plain data: what a pocket card, a notice and a message say."""

from dataclasses import dataclass
from datetime import date

Pair = tuple[str, str]


@dataclass(frozen=True)
class NumberLine:
    """A number or an address that answers; its name and what is said of it (hours, cost) in both languages."""

    number: str
    names: Pair
    notes: Pair = ("", "")


@dataclass(frozen=True)
class Numbers:
    """`titles` name the card on the side that others see; `shared` is what is true of every line, said once.

    `checked` is the day on which the oldest line was last held against its source: the month is printed.
    `notices` are printed on every sheet where there are any.
    """

    languages: Pair
    titles: Pair
    lines: tuple[NumberLine, ...]
    checked: date
    shared: Pair = ("", "")
    notices: Pair = ("", "")


@dataclass(frozen=True)
class Greeting:
    """What a notice says to whoever reads this language alone."""

    language: str
    text: str
    note: str = ""
