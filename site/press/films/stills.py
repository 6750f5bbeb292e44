"""The stills of a film: each scene at each moment at which it looks otherwise, set by Typst as the sheets are."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils import translation

from core.words.typography import setting
from press.composition import sheets
from press.composition.typesetting import typeset
from press.content import Content, Target
from press.films import storyboards
from press.films.storyboards import FPS, Scene, Shot

FADE = 0.2  # seconds
TYPED = 0.07  # seconds a letter
ERASED, GROWN, OPENED = 0.5, 0.7, 1.0  # seconds that a motion takes
KEPT = 96  # pictures: the films of one shape in three lengths show the same


@dataclass(frozen=True)
class Still:
    """A picture from `at`, in seconds of the film, until the next; `fade` is how long it comes out of the one before."""

    at: float
    fade: float
    data: dict[str, Any]

    def png(self) -> bytes:
        return _drawn(json.dumps(self.data, ensure_ascii=False))


@lru_cache(KEPT)
def _drawn(data: str) -> bytes:
    return typeset("film", json.loads(data), "png")


def stills(shots: list[Shot], content: Content, target: Target, **frame: Any) -> list[Still]:
    """All of a film, in their order. `frame` is its size and its margins, as the template takes them."""
    said = replace(content, call=storyboards.called(shots, content))
    data = sheets.data(said, target, measure="px", **frame)
    found, before = [], ""
    for shot in shots:
        cut = not found or before in ("message", "door")
        for number, (at, moment) in enumerate(_moments(shot, content)):
            fade = 0 if number or cut else FADE
            found.append(Still(shot.start + at, fade, data | {"scene": shot.scene.part} | moment))
        before = shot.scene.part
    return found


def settled(shot: Shot, content: Content, target: Target, **frame: Any) -> Still:
    """The picture of a scene when nothing in it moves any more: what is looked at, and what stands for the film."""
    return stills([shot], content, target, **frame)[-1 if shot.scene.motion != "erasing" else 0]


def _moments(shot: Shot, content: Content) -> Iterator[tuple[float, dict[str, Any]]]:
    """Seconds since the scene began, and what is otherwise then."""
    scene, length, language = shot.scene, shot.end - shot.start, content.language
    match scene.motion:
        case "typing":
            typed = _letters(scene.says[0], language)
            taken = min(len(typed) * TYPED, length / 2)  # half of its time it stands whole
            for at, share in _steps(taken, eased=False):
                yield at, _typed(typed, share, language)
        case "erasing":
            typed = _letters(scene.data["typed"], language)
            for at, share in _steps(min(ERASED, length / 2), eased=False):
                yield at, _typed(typed, 1 - share, language)
        case "growing" | "opening":
            taken = min(GROWN if scene.motion == "growing" else OPENED, length * 0.8)
            for at, share in _steps(taken):
                yield at, {**scene.data, "said": _own(scene, language), "progress": round(share, 3)}
        case _:
            yield 0, {**scene.data, "said": _own(scene, language)}


def _steps(seconds: float, eased: bool = True) -> Iterator[tuple[float, float]]:
    """The frames of a motion: when, and how far it is, slower towards its end."""
    frames = max(1, round(seconds * FPS))
    for frame in range(frames + 1):
        share = frame / frames
        yield frame / FPS, 1 - (1 - share) ** 3 if eased else share


def _own(scene: Scene, language: str) -> list[str]:
    return [sheets.own(text, language) for text in scene.says]


def _letters(text: str, language: str) -> list[str]:
    """What is typed at one stroke: a letter with its marks; the spaces are those of print already."""
    of_text = setting(sheets.spoken(language)["lang"])
    text = sheets.clean(of_text(text) if of_text else text)
    found: list[str] = []
    for one in text:
        if found and (unicodedata.combining(one) or unicodedata.category(one) == "Cf"):
            found[-1] += one
        else:
            found.append(one)
    return found


def _typed(letters: list[str], share: float, language: str) -> dict[str, str]:
    """The words that are there, and those that are still to come or gone: they keep their room, so that no line jumps."""
    there = round(len(letters) * share)
    parts = "".join(letters[:there]), "".join(letters[there:])
    with translation.override(language):
        typed, rest = (sheets.ordered(part, language) for part in parts)
    return {"typed": typed, "rest": rest}
