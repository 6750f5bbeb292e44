"""Paper speaks in the colours of the site, which are written once."""

import pytest

from core.audiences import AUDIENCES, Audience
from core.look import voices
from core.look.palette import Palette
from core.look.voices import palette, palettes
from press.checks import check_voices


@pytest.fixture
def stylesheet(tmp_path, monkeypatch):
    """Writes the stylesheet of an audience that is given beside ours."""
    monkeypatch.setitem(AUDIENCES, "hotels", Audience("hotels", "hotels", sound="short", stylesheet="hotels.css"))
    monkeypatch.setattr(voices.finders, "find", {"hotels.css": tmp_path / "hotels.css"}.get)
    yield tmp_path / "hotels.css"
    palettes.cache_clear()


def test_every_voice_has_its_colours():
    assert list(palettes()) == list(AUDIENCES)
    assert check_voices(None) == []


def test_voice_without_colours_is_named(stylesheet):
    stylesheet.write_text(".stock { color: red; }")

    (error,) = check_voices(None)

    assert (error.id, error.msg) == ("press.E002", "The voice of the audience hotels has no colours.")


def test_colour_in_another_form_is_named_with_its_place(stylesheet):
    given = ["ground", "panel", "ink", "muted", "line", "accent", "on-accent"]
    lines = [f"  --{name}: #ffffff;" for name in given]
    stylesheet.write_text("\n".join([".voice-hotels {", *lines, "  --mark: #fff;", "}"]))

    (error,) = check_voices(None)

    assert error.msg.startswith("hotels.css: the voice hotels lacks --mark: write each colour as #rrggbb")


def test_stylesheet_that_is_not_there_is_named(stylesheet):
    (error,) = check_voices(None)

    assert error.msg == "The stylesheet hotels.css of a voice is no static file."


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


def test_voice_has_its_colours_by_night_too():
    assert list(palettes(by_night=True)) == list(AUDIENCES)
    assert palettes(by_night=True)["outreach"].ground == "#0e1b1a"
