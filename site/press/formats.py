"""The formats of a campaign's sheets and films, and how each is made."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from press.composition import boxes, sheets, words
from press.composition.inking import Ink, inked, pictured
from press.composition.typesetting import SCREEN, typeset_to_fit
from press.content import Content, Made, Target
from press.films.formats import FILMS, FilmFormat

BLEED = 3  # mm
METRE = 1000  # mm
SEEN = 440  # pixels of the longer side of the picture that stands for a printed sheet in a list
AFAR = (7, 6.2, 5.4, 4.6, 4)  # units of what is read in the street
PDF, PNG = ("pdf", "application/pdf"), ("png", "image/png")


class Family(Enum):
    """Where a sheet is seen."""

    STREET = _("In the street")
    PAPER = _("To print and hand out")
    NETWORKS = _("On social networks")
    BANNERS = _("On other web sites")
    TALKS = _("In front of an audience")

    @property
    def label(self) -> Promise:
        return self.value


@dataclass(frozen=True)
class Format:
    """`size` is what people read; `units` are the scales that are tried, from the largest, until everything fits."""

    key: str
    label: Any
    template: str
    width: int
    height: int
    family: Family
    printed: bool = False
    units: tuple[float, ...] = (1,)
    settings: dict[str, Any] = field(default_factory=dict)
    ink: Ink = Ink.COLOUR

    @property
    def has_room_for_logo(self) -> bool:
        """Of who passes it on: of banners only the widest has."""
        return self.family is not Family.BANNERS or "logo_room" in self.settings

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
        if self.printed and self.width >= METRE:
            return f"{self.width // 10} × {self.height // 10} cm"
        return f"{self.width} × {self.height} {self.unit}"

    def in_ink(self, ink: Ink) -> "Format":
        """The same sheet for another printer."""
        label = format_lazy("{}, {}", self.label, ink.label)
        return replace(self, key=f"{self.key}-{ink.value}", label=label, ink=ink)

    def make(self, content: Content, target: Target) -> Made:
        content = _asking(self, content)
        data = _data(self, content, target)
        file = typeset_to_fit(self.template, data, self.extension, self.units)
        picture = b""
        if self.printed:
            file = boxes.with_bleed(file, BLEED)
            ppi = SEEN * 25.4 / max(self.width, self.height)
            picture = typeset_to_fit(self.template, data, PNG[0], self.units, ppi=ppi, first=True)
        with translation.override(content.language):
            alt = _alternative(self, content, target)
        text = words.plain(content, target)
        size = self.width, self.height
        return Made(file, self.media_type, self.extension, *size, self.unit, alt, text, poster=picture)

    def draft(self, content: Content, target: Target) -> bytes:
        return typeset_to_fit(self.template, _data(self, content, target), PNG[0], self.units)


def _poster(key: str, label: Any, width: int, height: int, family: Family = Family.PAPER) -> Format:
    """A4 counts in millimetres; larger ones are the same sheet, grown."""
    units = tuple(width / 210 * unit for unit in (1, 0.9, 0.8, 0.7))
    return Format(key, label, "poster", width, height, family, True, units)


def _social(key: str, label: Any, width: int, height: int, family: Family, **settings: Any) -> Format:
    units = AFAR if family is Family.STREET else (5, 4.5, 4, 3.6)
    return Format(key, label, "social", width, height, family, units=units, settings=settings)


def _banner(key: str, label: Any, width: int, height: int, **settings: Any) -> Format:
    return Format(key, label, "banner", width, height, Family.BANNERS, units=(height / 100,), settings=settings)


def _with_inks(made: Format) -> tuple[Format, ...]:
    """What offices print themselves."""
    return (made, made.in_ink(Ink.SPARE), made.in_ink(Ink.GREY))


SHEETS: dict[str, Format] = {
    made.key: made
    for made in (
        _poster("poster-city", _("Poster for street furniture"), 1200, 1760, Family.STREET),
        _social(
            "screen-portrait", _("Screen in the street, upright"), 1080, 1920, Family.STREET,
            margins={"side": 84, "top": 110, "bottom": 96}, code_side=380, with_lead=False, afar=True,
        ),
        Format(
            "screen-landscape", _("Screen in the street, wide"), "wide", 1920, 1080, Family.STREET,
            units=AFAR, settings={"margin": 84, "code_side": 320},
        ),
        *_with_inks(_poster("poster-a3", _("Poster A3"), 297, 420)),
        *_with_inks(_poster("poster-a4", _("Poster A4"), 210, 297)),
        *_with_inks(Format("leaflet", _("Leaflet A5, two sides"), "leaflet", 148, 210, Family.PAPER, True, (1.0, 0.86, 0.74, 0.62))),
        *_with_inks(Format("table", _("Table card, to fold"), "table", 148, 210, Family.PAPER, True, (0.7, 0.62, 0.54))),
        _social(
            "square", _("Square for social networks"), 1080, 1080, Family.NETWORKS,
            margins={"side": 84, "top": 84, "bottom": 84}, code_side=260, with_lead=False,
        ),
        # Networks lay their own buttons over the top and the foot of a story: both are left free.
        _social(
            "story", _("Story for social networks"), 1080, 1920, Family.NETWORKS,
            margins={"side": 84, "top": 250, "bottom": 320}, code_side=320, with_lead=True,
        ),
        # Stands before the slides of whoever speaks; the room scans its code.
        Format(
            "slide", _("First slide of a talk"), "wide", 1920, 1080, Family.TALKS,
            units=AFAR, settings={"margin": 84, "code_side": 320},
        ),
        # Nobody scans their own screen: who sees a banner presses it.
        _banner(
            "banner-leaderboard", _("Banner, leaderboard"), 728, 90,
            edge=6, inset=14, button_size=17, smallest=11, largest=44, least=12, object=120,
        ),
        _banner(
            "banner-rectangle", _("Banner, rectangle"), 300, 250,
            edge=6, inset=16, button_size=16, smallest=10, largest=52, least=13, upright=True, object=64,
        ),
        _banner(
            "banner-mobile", _("Banner, mobile"), 320, 50,
            edge=5, inset=8, button_size=12, smallest=9, largest=24, least=9.5,
        ),
        _banner(
            "banner-wide", _("Banner, wide"), 970, 250,
            edge=10, inset=32, button_size=26, smallest=15, largest=96, least=20, object=330, logo_room=200,
        ),
    )
}  # fmt: skip

# What is made where nobody chose: in colour, for whoever prints nothing themselves and gives no talk.
USUAL = tuple(key for key, made in SHEETS.items() if made.ink is Ink.COLOUR and made.family is not Family.TALKS)


FORMATS: dict[str, Format | FilmFormat] = SHEETS | FILMS


def make(key: str, content: Content, target: Target) -> Made:
    """One sheet or film, whole, or PressError: a character without a glyph, words that do not fit, an address that is none.

    KeyError where there is no such format. The same words give the same bytes.
    """
    return FORMATS[key].make(content, target)


def _alternative(form: Format, content: Content, target: Target) -> str:
    if form.family is Family.BANNERS:
        return words.alternative(content, str(form.label), act=content.act or content.call)
    return words.alternative(content, str(form.label), next(iter(content.facts), None), target)


def draft(key: str, content: Content, target: Target) -> bytes:
    """A sheet as a picture of its screen size, a pixel for a point: to look at, not to print. As `make` it raises PressError."""
    return FORMATS[key].draft(content, target)


def preview(key: str, content: Content, target: Target, mark: str) -> bytes:
    """The first page of a sheet, small and with a mark across it that no cropping takes off: to decide on, not to use."""
    form = SHEETS[key]
    data = _data(form, content, target) | {"mark": sheets.own(mark, content.language)}
    # A millimetre of paper is 2.8 points; what is counted in pixels is drawn at half its size.
    ppi = SCREEN if form.printed else SCREEN // 2
    return typeset_to_fit(form.template, data, PNG[0], form.units, ppi=ppi, first=True)


def _asking(form: Format, content: Content) -> Content:
    """A banner has its act pressed. So has a card whose logo takes the room of the message: “do not send it” would speak of nothing."""
    has_no_message = form.template == "table" and content.logo and content.look and content.look.drawing == "message"
    acts = form.family is Family.BANNERS or has_no_message
    return replace(content, call=content.act or content.call) if acts else content


def _data(form: Format, content: Content, target: Target) -> dict[str, Any]:
    content = _asking(form, content)
    size = {"width": form.width, "height": form.height, "measure": form.unit}
    data = sheets.data(pictured(content, form.ink), target, **size, **form.settings)
    return inked(data, form.ink)
