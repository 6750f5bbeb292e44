"""Pocket cards: one side that anybody may see, numbers in two languages on the other, ten on a sheet of A4.

A card is as large as a bank card (ISO/IEC 7810, ID-1). All that is on its outer side is a title, a code and its address. The ground
is the white of the paper, so that any printer prints it and no cut goes wrong; the ten stand in the middle of the sheet, so that
both sides meet whichever way it is turned over along its long edge.
"""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from press.bilingual.numbers import Greeting, NumberLine, Numbers
from press.composition import fonts, sheets
from press.composition.typesetting import typeset_to_fit
from press.content import Made, Target
from press.symbols import codes

WIDTH, HEIGHT = 85.60, 53.98  # mm
SHEET = (210, 297)  # mm
# More would be set in letters that nobody reads at night.
MOST = 5
# At 0.8 letters have 6.5 points, and are set narrower from there on.
UNITS = (1.35, 1.2, 1.1, 1, 0.9, 0.8, 0.79, 0.78)
# Pixels of a picture for each millimetre.
DENSITY = 12
NOTICES = {"notice-a5": (148, 210), "notice-a4": (210, 297)}
VOICE = "outreach"


def sheet(numbers: Numbers, target: Target) -> Made:
    """Ten cards with cut marks, both sides, as a tagged PDF; PressError says what does not fit, or cannot be printed.

    The first card is the document; the others are marked as repetitions, which nobody is read ten times.
    """
    data = _data(numbers, target) | {"scale": 1, "side": "both"}
    file = typeset_to_fit("pocket", data, "pdf", UNITS)
    return Made(file, "application/pdf", "pdf", *SHEET, "mm", _alternative(numbers, target), plain(numbers, target))


def front(numbers: Numbers, target: Target) -> Made:
    """A picture of the outer side."""
    with translation.override(numbers.languages[0]):
        words = [*numbers.titles, target.letters, *_once(numbers.notices)]
    return _picture(numbers, target, "front", " – ".join(words))


def back(numbers: Numbers, target: Target) -> Made:
    """A picture of the side with the numbers."""
    return _picture(numbers, target, "back", "\n".join(_behind(numbers)))


def notice(key: str, numbers: Numbers, greetings: tuple[Greeting, ...], target: Target) -> Made:
    """A small poster: a greeting in each language, the numbers with their names in two; KeyError for another size."""
    from press.composition import boxes
    from press.formats import BLEED

    width, height = NOTICES[key]
    data = _data(numbers, target) | {"width": width, "height": height, "measure": "mm", "statement": ""}
    data["greetings"] = [_greeting(one) for one in greetings]
    units = tuple(width / 148 * unit for unit in (1, 0.92, 0.84, 0.76))
    file = boxes.with_bleed(typeset_to_fit("notice", data, "pdf", units), BLEED)
    said = "\n".join(" – ".join(filter(None, (one.text, one.note))) for one in greetings)
    text = f"{said}\n\n{plain(numbers, target)}"
    return Made(file, "application/pdf", "pdf", width, height, "mm", _alternative(numbers, target), text)


def plain(numbers: Numbers, target: Target) -> str:
    """Both sides in words, a line each."""
    return "\n".join([*numbers.titles, target.url, "", *_behind(numbers)]) + "\n"


def _behind(numbers: Numbers) -> list[str]:
    shared = " – ".join(filter(None, numbers.shared))
    lines = [
        " – ".join(filter(None, (line.number, line.names[0], line.notes[0], line.names[1], line.notes[1])))
        for line in numbers.lines
    ]
    return [*filter(None, [shared]), *lines, " – ".join(_states(numbers)), *_once(numbers.notices)]


def _once(words: tuple[str, ...]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]


def _states(numbers: Numbers) -> list[str]:
    """When the numbers were last checked, in each language: an old card is known by it."""
    said = []
    for language in numbers.languages:
        with translation.override(language):
            said.append(_("Checked: %(month)s") % {"month": f"{numbers.checked:%m/%Y}"})
    return said


def _alternative(numbers: Numbers, target: Target) -> str:
    return " – ".join([numbers.titles[0], *(line.number for line in numbers.lines), target.letters])


def _picture(numbers: Numbers, target: Target, side: str, alt: str) -> Made:
    # Typst's pixel is a point, of which 72 make 25.4 mm.
    data = _data(numbers, target) | {"scale": DENSITY * 25.4 / 72, "side": side}
    file = typeset_to_fit("pocket", data, "png", UNITS)
    size = round(WIDTH * DENSITY), round(HEIGHT * DENSITY)
    return Made(file, "image/png", "png", *size, "px", alt, plain(numbers, target))


def _data(numbers: Numbers, target: Target) -> dict[str, Any]:
    first = numbers.languages[0]
    with translation.override(first):
        code = codes.data(target, first)
    return {
        **sheets.face(first, VOICE),
        "title": sheets.clean(numbers.titles[0]),
        "latin": fonts.LATIN.name,
        "card": [WIDTH, HEIGHT],
        "titles": _pair(numbers.titles, numbers),
        "shared": _pair(numbers.shared, numbers),
        "states": _pair(_states(numbers), numbers),
        "notices": _pair(_once(numbers.notices), numbers),
        "lines": [_line(line, numbers) for line in numbers.lines],
        **code,
    }


def _pair(words: Any, numbers: Numbers) -> list[dict[str, Any]]:
    return [_said(word, language) for word, language in zip(words, numbers.languages, strict=False)]


def _said(text: str, language: str) -> dict[str, Any]:
    """Words that know their language: a card is set in two."""
    face = sheets.face(language, VOICE)
    del face["colours"]
    return face | {"text": sheets.own(text, language)}


def _line(line: NumberLine, numbers: Numbers) -> dict[str, Any]:
    return {
        "number": sheets.figure(line.number, numbers.languages[0]),
        "names": _pair(line.names, numbers),
        "notes": _pair(line.notes, numbers),
    }


def _greeting(greeting: Greeting) -> dict[str, Any]:
    note = sheets.own(greeting.note, greeting.language)
    return _said(greeting.text, greeting.language) | {"note": note}
