"""Paper speaks in the colours of the site, which are written once."""

import pytest

from core.audiences import AUDIENCES
from press.composition.voices import Palette, palette, palettes


def test_every_voice_has_its_colours():
    assert list(palettes()) == list(AUDIENCES)


@pytest.mark.parametrize(
    ("voice", "colours"),
    [
        ("buyers", ("#0d0e11", "#17191e", "#f8f3ea", "#d0c9bb", "#7d808a", "#ffb627", "#0d0e11", "#ffb627")),
        ("young", ("#ffffff", "#f4effd", "#1c1330", "#4b4360", "#8d84a3", "#47198f", "#ffffff", "#d6453a")),
    ],
)
def test_palette_is_the_voice_s_by_day(voice, colours):
    assert palette(voice) == Palette(*colours)


def test_unknown_voice_speaks_as_to_the_general_public():
    assert palette("") == palette("public")
