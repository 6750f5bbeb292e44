"""Opening hours as French services write them, said again in the language of whoever reads.

Days and times alone are read, and only where nothing else is written: "sauf le jeudi" or "sur rendez-vous" leaves all as it is.
"""

import re
from dataclasses import dataclass
from datetime import time

from babel.lists import format_list
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.words.languages import cldr

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
EVERY_DAY = re.compile(r"tous les jours\b|7(?:\s*j(?:ours)?)?\s*(?:/|sur)\s*7(?:\s*j(?:ours)?)?\b")
NAMED = {"midi": time(12), "minuit": time(0)}
HOUR = r"\d{1,2}\s*(?:heures?\b|h(?![a-z])|:(?=\d\d))"
# A token is written as its letter, or its mark, so that a whole text is held against a pattern of them.
TOKENS = {
    "d": rf"(?:(?:{'|'.join(DAYS)})s?|(?:{'|'.join(day[:3] for day in DAYS)})\.?)(?!\w)",
    "t": rf"midi\b|minuit\b|{HOUR}(?:\s*\d\d(?!\d|\s*[h:]))?|\d{{1,2}}(?=\s*(?:-|à)\s*{HOUR})",
    "-": r"-|jusqu['’](?:à|au)\b|à\b|au\b",
    ",": r"[,/&]|et\b",
    ";": r"[;.]",
    "": r"[\s:]+|(?:de|du|le|les)\b",
}
ON, AT = "d(?:-d)?(?:,d(?:-d)?)*", "t-t(?:,?t-t)*"
TEXT = re.compile(f"(?:{ON},?{AT}(?:[,;]?{ON},?{AT})*|{ON}|{AT});?")
RULE = re.compile(f"(?P<on>{ON})?,?(?P<at>{AT})?")
SPAN = re.compile("[dt](?:-[dt])?")


@dataclass(frozen=True)
class Rule:
    """On which days (Monday is 0) and at what times, each from and to; where there are none, nothing is said of them."""

    days: list[tuple[int, int]]
    times: list[tuple[time, time]]

    def __str__(self):
        days, times = _listed(_days(*span) for span in self.days), _listed(_times(*span) for span in self.times)
        if days and times:
            return capfirst(pgettext("opening hours", "%(days)s, %(times)s") % {"days": days, "times": times})
        return capfirst(days or times)


def read(text: str) -> list[Rule]:
    """What a French text says; nothing where it says more than days and times, or something else."""
    tokens = _tokens(EVERY_DAY.sub("lundi-dimanche", re.sub("[–—]", "-", text.casefold())))
    letters = "".join(letter for letter, _meaning in tokens)
    if not TEXT.fullmatch(letters):
        return []

    def spans(found: re.Match, part: str) -> list[tuple]:
        places = (span.span() for span in SPAN.finditer(letters, *found.span(part)))
        return [(tokens[first][1], tokens[end - 1][1]) for first, end in places]

    return [Rule(spans(found, "on"), spans(found, "at")) for found in RULE.finditer(letters) if found[0].strip(",")]


def _tokens(text: str) -> list[tuple[str, int | time | None]]:
    """Each token and what it means; none at all where a part of the text means nothing here."""
    found, rest = [], text
    while rest:
        matches = ((letter, re.match(pattern, rest)) for letter, pattern in TOKENS.items())
        letter, match = next(((letter, match) for letter, match in matches if match), ("", None))
        meaning = _meaning(letter, match[0]) if match else None
        if match is None or (letter == "t" and meaning is None):
            return []
        if letter:
            found.append((letter, meaning))
        rest = rest[match.end() :]
    return found


def _meaning(letter: str, word: str) -> int | time | None:
    if letter == "d":
        return [day[:3] for day in DAYS].index(word[:3])
    return _time(word) if letter == "t" else None


def _time(word: str) -> time | None:
    """None where there is no such time of the day."""
    if word in NAMED:
        return NAMED[word]
    hour, minute = map(int, [*re.findall(r"\d+", word), "0"][:2])
    return time(hour % 24, minute) if hour * 60 + minute <= 24 * 60 and minute < 60 else None


def _listed(spans) -> str:
    return format_list(list(spans), locale=cldr(get_language()) or cldr("en"))


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("every day")
    names = (cldr(get_language()) or cldr("en")).days["stand-alone"]["wide"]
    if first == last:
        return names[first]
    return pgettext("days of the week", "%(first)s to %(last)s") % {"first": names[first], "last": names[last]}


def _times(first: time, last: time) -> str:
    written = {"first": time_format(first, "TIME_FORMAT"), "last": time_format(last, "TIME_FORMAT")}
    return pgettext("times of the day", "%(first)s to %(last)s") % written
