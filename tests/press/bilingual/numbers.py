"""Cards to test with: helplines of the demonstration in two of its languages."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext

from press.bilingual.numbers import Greeting, NumberLine, Numbers
from press.content import Target
from tests.press.contents import said

TARGET = Target("https://campagnes.example.org/fr/vos-droits/", "campagnes.example.org/fr/vos-droits")
USEFUL = {
    "fr": "Numéros utiles",
    "en": "Useful numbers",
    "es": "Números útiles",
    "pt": "Números úteis",
    "ro": "Numere utile",
    "bg": "Полезни номера",
    "ar": "أرقام مفيدة",
    "zh-hans": "实用电话",
}
NAMES = {
    "17": "Police et gendarmerie",
    "112": "Urgences en Europe",
    "SMS 114": "Urgences par SMS",
    "3919": "Violences Femmes Info",
    "116 006": "Numéro d’aide aux victimes",
}


def spoken(language: str, text: str) -> str:
    with translation.override(language):
        return gettext(text)


def numbers(first: str = "fr", second: str = "ar", **fields) -> Numbers:
    lines = tuple(NumberLine(number, (said(name, first), said(name, second))) for number, name in NAMES.items())
    defaults = {
        "languages": (first, second),
        "titles": (USEFUL[first], USEFUL[second]),
        "lines": lines,
        "checked": date(2026, 11, 3),
        "shared": (spoken(first, "free"), spoken(second, "free")),
    }
    return Numbers(**defaults | fields)


def greetings() -> tuple[Greeting, ...]:
    return tuple(Greeting(one, spoken(one, "Find help"), spoken(one, "free")) for one in USEFUL)
