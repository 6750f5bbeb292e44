"""What a sheet says, as plain data: nothing here knows of pages, campaigns or the database."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from made.problems import RefusedError


class PressError(RefusedError, ValueError):
    """A sheet cannot be made; the message names what in it is wrong and what to do.

    `about` is the part that does not fit, as the templates name it; empty where it is anything else.
    """

    def __init__(self, message: str, about: str = ""):
        super().__init__(message)
        self.about = about


@dataclass(frozen=True)
class FactLine:
    """A fact as it is printed: its value as the language writes it, the words beside it, its source.

    `language` is that of the words: French where they are not translated.
    """

    value: str
    label: str
    sentence: str
    source: str
    language: str


@dataclass(frozen=True)
class HelpLine:
    """A helpline as it is printed; `note` says when it answers and what it costs."""

    number: str
    title: str
    note: str


@dataclass(frozen=True)
class Photo:
    """A picture by the name of its `file` in the storage of what is public: it is read by what draws it alone.

    `centre` is what its crops keep to, in shares of its width and height; `alt` is empty where it decorates.
    """

    file: str
    centre: tuple[float, float]
    alt: str
    credit: str
    is_grey: bool = False


@dataclass(frozen=True)
class Look:
    """The face of a campaign: `colours` by the names of `core.look.palette.Palette`; whether the statement is set in the display face.

    `drawing` is the object: `message` is drawn by the templates, with the words that it `says`; others are an SVG, in `currentColor`.
    Or else the object is a `photo`.
    """

    colours: Mapping[str, str]
    is_display: bool = False
    drawing: str = ""
    svg: str = ""
    says: str = ""
    photo: Photo | None = None

    @property
    def shown(self) -> list[Any]:
        """What of it is seen: what was printed is held against it, and stays good where nothing is another."""
        drawn = [self.colours, self.is_display, self.drawing, self.svg, self.says]
        return [*drawn, asdict(self.photo)] if self.photo else drawn


@dataclass(frozen=True)
class Logo:
    """Of whoever passes the sheet on: a PNG with its size in pixels, and the name that stands for it where it cannot be seen."""

    png: bytes
    width: int
    height: int
    name: str


@dataclass(frozen=True)
class FilmWords:
    """What the team chose for the films of a page: how they are told (a key of `films.storyboards`), and words in the place of others.

    `sound` reads the file of a sound track; films are whole without it. What is empty is as the campaign has it.
    """

    storyboard: str = ""
    opening: str = ""
    call: str = ""
    sound: Callable[[], bytes] | None = None


@dataclass(frozen=True)
class Content:
    """The words of one sheet in one language (a code of `settings.LANGUAGES`), in the voice of its audience.

    `somebody_listens` says whether the helplines may be announced as somebody to talk to; else they are for danger.
    `look` is that of its campaign's theme; without one it has the colours of its voice.
    `colours` are the operator's own, in the place of the public's voice.
    `emblem` is the operator's logo. `logo` is that of a partner whose edition it is; `place` are services near it, which `place_title` introduces.
    `call` stands beside the code; `act`, where it is another, is what the code brings, and what a banner has pressed. `site` names who speaks; `notice`, where there is one, is printed on every sheet.
    `film` is what the team chose for its films; sheets do not show it.
    """

    language: str
    voice: str
    statement: str
    lead: str = ""
    facts: tuple[FactLine, ...] = ()
    helplines: tuple[HelpLine, ...] = ()
    call: str = ""
    act: str = ""
    site: str = ""
    notice: str = ""
    somebody_listens: bool = True
    look: Look | None = None
    logo: Logo | None = None
    emblem: Logo | None = None
    place_title: str = ""
    place: tuple[HelpLine, ...] = ()
    film: FilmWords | None = None
    colours: Mapping[str, str] | None = None

    @property
    def brings(self) -> str:
        """What the code leads to, where the call beside it asks for something else."""
        return self.act if self.call and self.act != self.call else ""


@dataclass(frozen=True)
class Target:
    """Where a code leads: the whole address, and the letters of it that people type, without the scheme."""

    url: str
    letters: str


@dataclass(frozen=True)
class Cue:
    """Words of a film, from `start` to `end` in its seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Made:
    """A finished file. `width` and `height` are in `unit` (mm or px); `alt` and `text` say in words what it shows.

    A film has its captions in `cues`, and in `poster` the PNG that stands for it before it plays; that of a printed sheet shows it in a list.
    """

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int
    unit: str
    alt: str
    text: str
    cues: tuple[Cue, ...] = ()
    poster: bytes = b""
