"""A film that the team made elsewhere, held against the films that are made here: what a browser plays, in one of the formats."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from press.content import PressError
from press.films.containers import Measured
from press.films.formats import FILMS, LENGTHS, SHAPES, FilmFormat, Shape

LARGEST = 60 * 1024 * 1024  # bytes: twenty seconds of 1080p at 24 Mbit/s
SHORTEST_SIDE = 720  # pixels
ROOM, MORE = 0.01, 0.5  # of a shape; seconds of a length
PICTURES = ("avc1", "avc3")
PROFILES = (66, 77, 88, 100)  # of H.264, with 8 bits and 4:2:0
SOUND = "mp4a"


def problems(film: Measured) -> list[str]:
    """All that is wrong with it, each with what would be accepted; none where it fits a format."""
    found = []
    if film.pictures not in PICTURES or film.profile not in PROFILES:
        text = _(
            "Its pictures are coded as “%(found)s”, which not every browser plays. Export it as MP4 with H.264, 8 bits, 4:2:0 (profile Main or High)."
        )
        found.append(text % {"found": _name(film)})
    if film.sound not in ("", SOUND):
        text = _(
            "Its sound is coded as “%(found)s”, which not every browser plays. Export it with AAC, or without sound."
        )
        found.append(text % {"found": film.sound})
    if _shape(film) is None:
        text = _(
            "It has %(width)d × %(height)d pixels. Accepted: %(shapes)s, with at least %(least)d pixels on the shorter side."
        )
        shapes = ", ".join(shape.name for shape in SHAPES)
        found.append(text % {"width": film.width, "height": film.height, "shapes": shapes, "least": SHORTEST_SIDE})
    if _length(film) is None:
        text = _("It lasts %(seconds)s seconds. Accepted: %(lengths)s, half a second more or less.")
        lengths = ", ".join(map(str, LENGTHS))
        found.append(text % {"seconds": number_format(film.seconds, 1), "lengths": lengths})
    return found


def fitting(film: Measured) -> FilmFormat:
    """The format in whose place it stands; PressError where there is none."""
    shape, seconds = _shape(film), _length(film)
    if found := problems(film):
        raise PressError(" ".join(found))
    return next(form for form in FILMS.values() if (form.shape, form.seconds) == (shape, seconds))


def _name(film: Measured) -> str:
    return f"{film.pictures} {film.profile}" if film.pictures in PICTURES else film.pictures


def _shape(film: Measured) -> Shape | None:
    if min(film.width, film.height) < SHORTEST_SIDE:
        return None
    wide = film.width / film.height
    return next((shape for shape in SHAPES if abs(wide * shape.height / shape.width - 1) <= ROOM), None)


def _length(film: Measured) -> int | None:
    return next((seconds for seconds in LENGTHS if abs(film.seconds - seconds) <= MORE), None)
