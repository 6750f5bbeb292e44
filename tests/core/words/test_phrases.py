"""Sentences that are kept, and said again in another language."""

from datetime import UTC, date, datetime
from json import dumps, loads

import pytest
from django.utils.translation import override

from core.publication.readiness import Failure, told
from core.words.phrases import Phrase, day, phrase, phrases

DRAFT = "“%(page)s” is a draft: submit it for review."
MISSING = "“%(page)s” is not there in this language yet (%(language)s): have it translated."
CODES = "%(count)d code has not been read yet: check again.", "%(count)d codes have not been read yet: check again."


def said_in(language: str, make) -> str:
    """What was found in French, kept, and read in the language."""
    with override("fr"):
        kept = loads(dumps(Failure(make()).as_json()))
    with override(language):
        return told(kept)["message"]


@pytest.mark.parametrize(
    ("make", "english"),
    [
        (
            lambda: phrase(DRAFT) % {"page": "Le 100 % « réel »"},
            "“Le 100 % « réel »” is a draft: submit it for review.",
        ),
        (
            lambda: phrase(MISSING) % {"page": "La loi", "language": phrase("Arabic")},
            "“La loi” is not there in this language yet (Arabic): have it translated.",
        ),
        (lambda: phrases(*CODES, 1) % {"count": 1}, "1 code has not been read yet: check again."),
        (lambda: phrases(*CODES, 3) % {"count": 3}, "3 codes have not been read yet: check again."),
        (lambda: phrase("Arabic"), "Arabic"),
        (lambda: "Ce qui n’est pas une phrase", "Ce qui n’est pas une phrase"),
    ],
)
def test_what_was_found_in_one_language_is_read_in_another(make, english):
    with override("fr"):
        french = str(make())

    assert said_in("fr", make) == french
    assert said_in("en", make) == english


def test_day_is_written_as_each_language_writes_it():
    def until() -> Phrase:
        return phrase("The helpline “%(helpline)s” was to be reviewed by %(day)s.") % {
            "helpline": "3919",
            "day": day(date(2026, 3, 9)),
        }

    assert "9 mars 2026" in said_in("fr", until)
    assert "9 March 2026" in said_in("en", until)


def test_moment_is_told_by_the_clock_of_the_site():
    moment = day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "H:i")

    assert moment == "00:30"
    assert said_in("en", lambda: moment) == "00:30"
