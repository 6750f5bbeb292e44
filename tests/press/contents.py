"""Sheets to test with: the demonstration's own words in each language."""

from functools import cache
from pathlib import Path

import polib
from django.utils import translation
from django.utils.translation import gettext

from facts.values import Unit, parse
from press.content import Content, FactLine, HelpLine, Target

TRANSLATIONS = Path(__file__).resolve().parents[2] / "site/demo/translations"
TARGET = Target("https://campagnes.example.org/s/k7m2qd", "campagnes.example.org/s/k7m2qd")
LANGUAGES = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]

STATEMENT = "Payer pour un acte sexuel, c’est enfreindre la loi."
LEAD = "Même une seule fois. Même sans argent : une promesse ou un avantage suffit."
SENTENCE = "En cas de récidive, l’achat d’un acte sexuel est un délit, puni de {value} d’amende."
FINE = "Solliciter, accepter ou obtenir un acte sexuel contre de l’argent, une promesse ou un avantage en nature, même occasionnellement, est une contravention de la cinquième classe, punie de {value} d’amende."


@cache
def words(language: str) -> dict[str, str]:
    if language == "fr":
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(TRANSLATIONS / f"{language}.po"))}


def said(text: str, language: str) -> str:
    """A French text of the demonstration in another language. KeyError where it has no such text."""
    return text if language == "fr" else words(language)[text]


def fact(language: str, sentence: str = FINE, value: str = "1500", source: str = "Code pénal, art. 611-1") -> FactLine:
    written = parse(value, Unit.EURO).written(language)
    label = said("d’amende", language)
    return FactLine(written, label, said(sentence, language).replace("{value}", written), source, language)


def content(language: str = "fr", voice: str = "buyers", **fields) -> Content:
    defaults = {
        "language": language,
        "voice": voice,
        "statement": said(STATEMENT, language),
        "lead": said(LEAD, language),
        "facts": (fact(language), fact(language, SENTENCE, "3750", "egalite-femmes-hommes.gouv.fr")),
        "helplines": (
            HelpLine(
                "3919", said("Violences Femmes Info", language), said("Écoute, informe et oriente. Anonyme.", language)
            ),
            HelpLine("17", said("Police et gendarmerie", language), said("En cas de danger immédiat.", language)),
        ),
        "call": said("Et maintenant : arrêter", language),
        "site": said("Agir contre le système prostitutionnel", language),
        "notice": demonstration(language),
    }
    return Content(**defaults | fields)


def demonstration(language: str) -> str:
    with translation.override(language):
        return gettext("Demonstration")
