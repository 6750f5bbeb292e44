"""The formats of a campaign's sheets and films, and how each is made."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from press.composition import boxes, sheets, words
from press.composition.typesetting import typeset_to_fit
from press.content import Content, Made, Target
from press.films.formats import FILMS, FilmFormat
from press.symbols import codes

BLEED = 3  # mm
PDF, PNG = ("pdf", "application/pdf"), ("png", "image/png")


@dataclass(frozen=True)
class Format:
    """`size` is what people read; `units` are the scales that are tried, from the largest, until everything fits."""

    key: str
    label: Any
    template: str
    width: int
    height: int
    printed: bool = False
    units: tuple[float, ...] = (1,)
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def extension(self) -> str:
        return PDF[0] if self.printed else PNG[0]

    @property
    def media_type(self) -> str:
        return PDF[1] if self.printed else PNG[1]

    @property
    def unit(self) -> str:
        return "mm" if self.printed else "px"

    @property
    def size(self) -> str:
        return f"{self.width} × {self.height} {self.unit}"

    def make(self, content: Content, target: Target) -> Made:
        file = typeset_to_fit(self.template, _data(self, content, target), self.extension, self.units)
        if self.printed:
            file = boxes.with_bleed(file, BLEED)
        with translation.override(content.language):
            fact = content.facts[0] if content.facts and self.template != "banner" else None
            alt = words.alternative(content, str(self.label), fact, target)
        text = words.plain(content, target)
        return Made(file, self.media_type, self.extension, self.width, self.height, self.unit, alt, text)

    def draft(self, content: Content, target: Target) -> bytes:
        return typeset_to_fit(self.template, _data(self, content, target), PNG[0], self.units)


def _poster(key: str, label: Any, width: int, height: int) -> Format:
    """A4 counts in millimetres; A3 is the same sheet, grown."""
    return Format(key, label, "poster", width, height, True, tuple(width / 210 * unit for unit in (1, 0.9, 0.8, 0.7)))


def _social(key: str, label: Any, height: int, **settings: Any) -> Format:
    return Format(key, label, "social", 1080, height, units=(5, 4.5, 4, 3.6), settings=settings)


def _banner(key: str, label: Any, width: int, height: int, **settings: Any) -> Format:
    defaults = {"may_drop": False, "upright": False, "gap": 10}
    return Format(key, label, "banner", width, height, settings=defaults | settings)


SHEETS: dict[str, Format] = {
    made.key: made
    for made in (
        _poster("poster-a3", _("Poster A3"), 297, 420),
        _poster("poster-a4", _("Poster A4"), 210, 297),
        Format("leaflet", _("Leaflet A5, two sides"), "leaflet", 148, 210, True, (1.0, 0.86, 0.74, 0.62)),
        _social(
            "square", _("Square for social networks"), 1080,
            margins={"side": 84, "top": 84, "bottom": 84}, code_side=260, with_lead=False,
        ),
        # Networks lay their own buttons over the top and the foot of a story: both are left free.
        _social(
            "story", _("Story for social networks"), 1920,
            margins={"side": 84, "top": 250, "bottom": 320}, code_side=320, with_lead=True,
        ),
        _banner(
            "banner-leaderboard", _("Banner, leaderboard"), 728, 90,
            code_room=90, edge=6, inset=14, letters_size=14, notice_size=11, largest=44, least=12,
        ),
        _banner(
            "banner-rectangle", _("Banner, rectangle"), 300, 250,
            code_room=98, edge=6, inset=16, letters_size=13, notice_size=10, largest=44, least=13, upright=True, gap=5,
        ),
        _banner(
            "banner-mobile", _("Banner, mobile"), 320, 50,
            code_room=0, edge=5, inset=8, inset_y=5, letters_size=11, notice_size=9, largest=24, least=9.5, may_drop=True, gap=4,
        ),
        _banner(
            "banner-wide", _("Banner, wide"), 970, 250,
            code_room=250, edge=10, inset=32, letters_size=26, notice_size=18, largest=100, least=20, gap=22,
        ),
    )
}  # fmt: skip


FORMATS: dict[str, Format | FilmFormat] = SHEETS | FILMS


def make(key: str, content: Content, target: Target) -> Made:
    """One sheet or film, whole, or PressError: a character without a glyph, words that do not fit, an address that is none.

    KeyError where there is no such format. The same words give the same bytes.
    """
    return FORMATS[key].make(content, target)


def draft(key: str, content: Content, target: Target) -> bytes:
    """A sheet as a picture of its screen size, a pixel for a point: to look at, not to print. As `make` it raises PressError."""
    return FORMATS[key].draft(content, target)


def _data(form: Format, content: Content, target: Target) -> dict[str, Any]:
    data = sheets.data(content, target, width=form.width, height=form.height, measure=form.unit, **form.settings)
    if "code_room" in data:
        data["code_room"] = _room_for_code(data["code_room"], target)
    return data


def _room_for_code(room: int, target: Target) -> int:
    """None where a module would be a single pixel, which no telephone reads off a screen."""
    return room if room >= 2 * codes.modules(target.url) else 0
