"""Figures on a line that runs from right to left keep their order, and what they belong to."""

import pytest

from press.composition import sheets

FIRST, LAST = sheets.ISOLATE_LTR, sheets.END_OF_ISOLATE


def isolated(text: str) -> list[str]:
    return [part.partition(LAST)[0] for part in sheets.ordered(text, "ar").split(FIRST)[1:]]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("اتصل بالرقم 01 23 45 67 89 الآن", ["01 23 45 67 89"]),
        ("‏+33 1 23 45", ["+33 1 23 45"]),
        ("من 10 إلى 15 دقيقة", ["10", "15"]),
        ("غرامة 1500 يورو", ["1500"]),
        # What the figures are glued to: alone, they would change places with it.
        ("البطاقة F2532", ["F2532"]),
        ("صف 15e", ["15e"]),
        ("العنوان example.org/s/k7m2qd هنا", ["example.org/s/k7m2qd"]),
        ("أرسل 12 SMS", ["12"]),
        # A French reference is read from left to right to its end.
        ("Code de l’éducation, article L. 312-17-1-1", ["Code de l’éducation, article L. 312-17-1-1"]),
        ("Service-public، البطاقة F2532", ["F2532"]),
        # Brackets stand round what they hold.
        ("القانون (55 دقيقة)", ["55"]),
        ("الرقم (119)", ["119"]),
        ("+33 (0)1 23 45", ["+33 (0)1 23 45"]),
        ("7 أيام", []),
    ],
)
def test_figures_stand_apart_with_what_they_belong_to(text, groups):
    assert isolated(text) == groups
    assert sheets.ordered(text, "ar").translate({ord(FIRST): None, ord(LAST): None}) == text


def test_line_from_left_to_right_stays_as_it_is():
    assert sheets.ordered("Fiche F2532, 01 23 45", "fr") == "Fiche F2532, 01 23 45"


@pytest.mark.parametrize("text", ["a " * 20_000, "1 " * 20_000, "L. " * 20_000])
def test_long_text_is_read_in_linear_time(text):
    assert sheets.ordered(text, "ar")
