"""The formats of films: three shapes, three lengths."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image

from press.composition import words
from press.content import Content, Made, Target
from press.films import captions, encoding, storyboards
from press.films.stills import Still, settled, stills
from press.films.storyboards import Shot

LENGTHS = (6, 15, 20)  # seconds
COLOURS = 128  # of the picture that stands for a film: its own, and those of the edges of letters


@dataclass(frozen=True)
class Shape:
    """`margins` are what networks lay over an upright film, and the edge of the others; words stay within."""

    name: str
    width: int
    height: int
    side: int
    top: int
    bottom: int

    @property
    def margins(self) -> dict[str, int]:
        return {"side": self.side, "top": self.top, "bottom": self.bottom}


@dataclass(frozen=True)
class Network:
    """What a network covers of an upright film of 1080 × 1920 with its own buttons and words, in pixels.

    As guides for advertisers gave it in November 2026 (Meta: 14 % above, 35 % below, 6 % at the sides; TikTok's own template: 12.5 % and 34.4 %).
    Networks change it: look before a film is booked.
    """

    name: str
    top: int
    bottom: int
    left: int
    right: int


SHAPES = (
    Shape("9:16", 1080, 1920, side=140, top=270, bottom=690),
    Shape("1:1", 1080, 1080, side=84, top=84, bottom=84),
    Shape("16:9", 1920, 1080, side=110, top=96, bottom=96),
)
NETWORKS = (
    Network("Instagram, Facebook (Reels)", top=269, bottom=672, left=65, right=65),
    Network("TikTok", top=240, bottom=660, left=120, right=140),
    Network("YouTube Shorts", top=192, bottom=480, left=48, right=120),
)


@dataclass(frozen=True)
class Shows:
    """What a film has the time for: the places of its facts among those of the content, and whether it says the lead."""

    facts: frozenset[int]
    lead: bool


@dataclass(frozen=True)
class FilmFormat:
    """As a `press.formats.Format`, of a film: `seconds` is its length."""

    shape: Shape
    seconds: int
    printed: bool = False
    extension: str = "mp4"
    media_type: str = "video/mp4"
    unit: str = "px"

    @property
    def key(self) -> str:
        return f"film-{self.shape.name.replace(':', 'x')}-{self.seconds}"

    @property
    def label(self) -> Any:
        return format_lazy(_("Film {shape}, {seconds} s"), shape=self.shape.name, seconds=self.seconds)

    @property
    def width(self) -> int:
        return self.shape.width

    @property
    def height(self) -> int:
        return self.shape.height

    @property
    def size(self) -> str:
        return f"{self.width} × {self.height} px"

    @property
    def frame(self) -> dict[str, Any]:
        """As the template takes it."""
        return {"width": self.width, "height": self.height, "margins": self.shape.margins, "unit": 5}

    def shots(self, content: Content) -> list[Shot]:
        """PressError where the words cannot be read in this length."""
        return storyboards.shots(content, self.seconds)

    def shows(self, content: Content) -> Shows:
        """PressError as `shots`."""
        scenes = [shot.scene for shot in self.shots(content)]
        first = [0] if content.facts else []  # on the last picture
        facts = frozenset([*first, *(scene.data["place"] for scene in scenes if scene.part == "number")])
        return Shows(facts, any(scene.part == "lead" for scene in scenes))

    def make(self, content: Content, target: Target) -> Made:
        """The film, whole, with its captions and the picture that stands for it; PressError says why it cannot be had."""
        encoding.require()
        shots = self.shots(content)
        pictures = stills(shots, content, target, **self.frame)
        sound = content.film.sound() if content.film and content.film.sound else b""
        file = encoding.encoded(pictures, self.width, self.height, self.seconds, sound)
        with translation.override(content.language):
            fact = content.facts[0] if content.facts else None
            alt = words.alternative(content, str(self.label), fact, target)
        return Made(
            file, self.media_type, self.extension, self.width, self.height, self.unit, alt,
            text=captions.transcript(content, shots, target), cues=captions.cues(shots, target), poster=small(pictures[-1].png(), content),
        )  # fmt: skip

    def draft(self, content: Content, target: Target) -> bytes:
        """Its last picture, a PNG: what stands for it."""
        return stills(self.shots(content), content, target, **self.frame)[-1].png()

    def scenes(self, content: Content, target: Target) -> list[tuple[Shot, Still]]:
        """Each scene with the picture of it that is looked at."""
        return self._settled(self.shots(content), content, target)

    def scenes_too_long(self, content: Content, target: Target) -> list[tuple[Shot, Still]]:
        """The same of words that cannot be read in this length."""
        return self._settled(storyboards.too_long(content, self.seconds), content, target)

    def _settled(self, shots: list[Shot], content: Content, target: Target) -> list[tuple[Shot, Still]]:
        return [(shot, settled(shot, content, target, **self.frame)) for shot in shots]


def small(png: bytes, content: Content) -> bytes:
    """The picture that a page loads with the film: of plain colours a third as long for the same looks; a photograph as it is."""
    if content.look and content.look.photo:
        return png
    with Image.open(BytesIO(png)) as drawn:
        flat = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


FILMS: dict[str, FilmFormat] = {
    made.key: made for made in (FilmFormat(shape, seconds) for shape in SHAPES for seconds in LENGTHS)
}
