"""Hours that a French service wrote are read in the language of the page, or said to be French."""

import re

import pytest
from django.utils import translation

from campaigns.outreach.directory.search.opening_hours import read
from tests import markup
from tests.outreach.directory.listed import directory, entry


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Du lundi au vendredi, de 9 h à 17 h", ["Monday to Friday, 09:00 to 17:00"]),
        ("Les mardis et jeudis, de 18 h à 23 h", ["Tuesday and Thursday, 18:00 to 23:00"]),
        ("Tous les jours de 9 à 18 h", ["Every day, 09:00 to 18:00"]),
        ("7j/7, 20h30-minuit.", ["Every day, 20:30 to 00:00"]),
        ("Lun. au ven. : 9:00 – 12:30 / 14:00 – 17:00", ["Monday to Friday, 09:00 to 12:30 and 14:00 to 17:00"]),
        (
            "lundi, mercredi 9h-midi ; samedi 10h-12h",
            ["Monday and Wednesday, 09:00 to 12:00", "Saturday, 10:00 to 12:00"],
        ),
        ("Le lundi", ["Monday"]),
        ("De 9 h à 12 h", ["09:00 to 12:00"]),
    ],
)
def test_days_and_times_are_said_in_the_language_of_the_reader(written, said):
    with translation.override("en"):
        assert [str(rule) for rule in read(written)] == said


@pytest.mark.parametrize(
    "written",
    [
        "Le lundi, sauf le 1er du mois",
        "Sur rendez-vous",
        "Lundi matin",
        "De 9 h 75 à 12 h",
        "De 25 h à 26 h",
        "Lundi de 9 h",
        "9 h à 12 h le lundi",
        "",
    ],
)
def test_what_says_more_than_days_and_times_is_not_read(written):
    assert read(written) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Du lundi au vendredi, de 09:00 à 17:00"),
        ("en", "Monday to Friday, 09:00 to 17:00"),
        ("ar", "من الاثنين إلى الجمعة، من 09:00 إلى 17:00"),
        ("bg", "От понеделник до петък, от 09:00 до 17:00"),
        ("es", "De lunes a viernes, de 09:00 a 17:00"),
        ("pt", "De segunda-feira a sexta-feira, das 09:00 às 17:00"),
        ("ro", "De luni până vineri, de la 09:00 la 17:00"),
        ("zh-hans", "星期一至星期五，09:00至17:00"),
    ],
)
def test_hours_are_written_as_each_language_writes_them(language, said):
    with translation.override(language):
        assert "; ".join(map(str, read("Du lundi au vendredi, de 9 h à 17 h"))) == said


def test_page_says_hours_in_its_language_or_that_they_are_french(client, home, english_home, translate):
    translate(directory(home), english_home.locale)
    entry(code="abc234", hours="Les mardis et jeudis, de 18 h à 23 h")
    entry(code="abc235", hours="Sur rendez-vous")

    assert hours(client, "en", "abc234") == "Tuesday and Thursday, 18:00 to 23:00"
    assert hours(client, "fr", "abc234") == '<bdi lang="fr">Les mardis et jeudis, de 18\u00a0h à 23\u00a0h</bdi>'
    assert hours(client, "en", "abc235") == '<bdi lang="fr">Sur rendez-vous</bdi> (in French)'
    assert hours(client, "fr", "abc235") == '<bdi lang="fr">Sur rendez-vous</bdi>'


def hours(client, language: str, code: str) -> str:
    """What stands behind the word of an entry's page, in its HTML."""
    html = markup.read(client.get(f"/{language}/annuaire/{code}/").content.decode())
    label = {"fr": "Horaires", "en": "Hours"}[language]
    return re.search(rf"<dt>{label}</dt><dd>\s*(.*?)\s*</dd>", html, re.DOTALL)[1]
