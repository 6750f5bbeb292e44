"""What a film shows, and for how long: scenes from the words of a sheet, each as long as it takes to read it.

Reading speed: 160 to 180 words a minute, about 15 characters a second in an alphabet, as the BBC's subtitle guidelines have
it (https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/); of Chinese, where a character is most of a word, 6.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext

from press.composition import fonts
from press.content import Content, FactLine, PressError

SPEED, SPEED_IN_CHINESE = 15, 6  # characters a second
FPS = 25
ADDRESS = 3.0  # seconds for which an address stands, so that it is kept or noted
SHORTEST = 6  # seconds of the shortest film


class UnreadableError(PressError):
    """There is no time to read it all: the text that is the longest, and how many characters are too many."""

    def __init__(self, message: str, longest: str, over: int):
        super().__init__(message)
        self.longest, self.over = longest, over


@dataclass(frozen=True)
class Scene:
    """`says` is what is new to the reader; `part` draws it, with `data`; it lasts `least` seconds or as long as it is read, `most` at most.

    `spared` scenes are left out where there is no time for all, the highest first; those of 0 never are.
    """

    part: str
    says: tuple[str, ...]
    least: float = 1.0
    most: float = 5.0
    spared: int = 0
    motion: str = ""
    data: dict[str, Any] = field(default_factory=dict, hash=False)

    def needs(self, language: str) -> float:
        return max(self.least, reading(" ".join(self.says), language))


@dataclass(frozen=True)
class Shot:
    """A scene from `start` to `end`, in seconds of the film; its words stay to be read until `until`, on the next picture too."""

    scene: Scene
    start: float
    end: float
    until: float

    @property
    def stands(self) -> float:
        """Seconds for which its words can be read."""
        return self.until - self.start


@dataclass(frozen=True)
class Storyboard:
    key: str
    label: Any
    scenes: Callable[[Content], list[Scene]]


def speed(language: str) -> int:
    return SPEED_IN_CHINESE if fonts.script(language) == "chinese" else SPEED


def is_chinese(text: str) -> bool:
    """Whether it is written in Chinese characters, for who does not know the language of a text."""
    return any("\u4e00" <= one <= "\u9fff" for one in text)


def reading(text: str, language: str) -> float:
    """Seconds that it takes to read the text."""
    return len(text) / speed(language)


def readable(seconds: float, text: str) -> int:
    """Characters of such a text that are read in so many seconds."""
    return int(seconds * (SPEED_IN_CHINESE if is_chinese(text) else SPEED))


def storyboard(content: Content) -> Storyboard:
    """The one that the team chose; else that of the object, else of the number."""
    chosen = content.film.storyboard if content.film else ""
    drawing = content.look.drawing if content.look else ""
    says = content.look.says if content.look else ""
    if chosen in STORYBOARDS:
        return STORYBOARDS[chosen]
    if drawing == "message" and says:
        return STORYBOARDS["message"]
    return STORYBOARDS["penalty" if content.facts and drawing != "door" else "door"]


def shots(content: Content, seconds: int) -> list[Shot]:
    """The scenes of a film of this length, one after the other; UnreadableError where its words cannot be read in it."""
    kept, needed = _kept(storyboard(content).scenes(content), content.language, seconds)
    if needed > seconds:
        raise _refusal(kept, content.language, seconds)
    return list(_placed(kept, _lengths(kept, content.language, seconds), content.language))


def too_long(content: Content, seconds: int) -> list[Shot]:
    """The same where they cannot be read in it, to be looked at: each as long as it is read, beyond the end of the film."""
    kept, _needed = _kept(storyboard(content).scenes(content), content.language, seconds)
    return list(_placed(kept, [scene.needs(content.language) for scene in kept], content.language))


def call(content: Content) -> str:
    """What the film asks for at its end."""
    return (content.film.call if content.film else "") or content.call


def untold(content: Content) -> str:
    """What it asks for where nobody had the time to read the message: “do not send it” would speak of nothing."""
    speaks_of_it = content.look and content.look.drawing == "message" and not (content.film and content.film.call)
    return (content.act if speaks_of_it else "") or call(content)


def called(shots: Sequence[Shot], content: Content) -> str:
    """What a film of these scenes asks for."""
    return next((shot.scene.data["call"] for shot in shots if shot.scene.part == "end"), call(content))


def opening(content: Content) -> str:
    return content.film.opening if content.film else ""


def _kept(scenes: list[Scene], language: str, seconds: int) -> tuple[list[Scene], float]:
    """Without what there is no time for, and the seconds that the rest needs; what is left out is read on the last picture, where that
    shows it.
    """
    while (needed := sum(scene.needs(language) for scene in _new(scenes))) > seconds:
        spared = max(scenes, key=lambda scene: scene.spared)
        if not spared.spared:
            break
        scenes = [scene for scene in scenes if scene is not spared]
    return _new(scenes), needed


def _new(scenes: list[Scene]) -> list[Scene]:
    """What was read before is not read again: the last picture says only what no other does."""
    *others, last = _unread(scenes)
    before = {text for scene in others for text in scene.says}
    return [*others, replace(last, says=tuple(text for text in last.says if text not in before))]


def _unread(scenes: list[Scene]) -> list[Scene]:
    """A message that nobody had the time to read is not there to be erased, and the last picture has no field for it."""
    *others, last = scenes
    is_told = any(scene.part == "message" for scene in others)
    if not is_told:
        others = [replace(scene, motion="", data={}) if scene.motion == "erasing" else scene for scene in others]
        last = replace(last, says=(*last.says[:-1], last.data["untold"])) if last.data["call"] in last.says else last
        last = replace(last, data=last.data | {"call": last.data["untold"]})
    return [*others, replace(last, data=last.data | {"is_told": is_told})]


def _refusal(scenes: list[Scene], language: str, seconds: int) -> UnreadableError:
    """Why, and what would be accepted."""
    needed = sum(scene.needs(language) for scene in scenes)
    longest = max((text for scene in scenes for text in scene.says), key=len)
    over = readable(needed - seconds, longest) + 1
    message = ngettext(
        "To be read, these words take %(needed)s seconds, and this film has %(seconds)d: shorten them by %(count)d character (the longest: “%(longest)s”), or choose a longer film.",
        "To be read, these words take %(needed)s seconds, and this film has %(seconds)d: shorten them by %(count)d characters (the longest: “%(longest)s”), or choose a longer film.",
        over,
    )
    said = {"needed": number_format(needed, 1), "seconds": seconds, "count": over, "longest": longest}
    return UnreadableError(message % said, longest, over)


def _lengths(scenes: list[Scene], language: str, seconds: int) -> list[float]:
    """As long as each needs; what is left is shared out in proportion, and what no scene takes goes to the last."""
    lengths = [scene.needs(language) for scene in scenes]
    spare = seconds - sum(lengths)
    share = spare / sum(lengths)
    longer = [min(max(scene.most, needed), needed * (1 + share)) for scene, needed in zip(scenes, lengths, strict=True)]
    longer[-1] += seconds - sum(longer)
    return longer


def _placed(scenes: list[Scene], lengths: list[float], language: str) -> Iterator[Shot]:
    """On whole frames."""
    at, start = 0.0, 0.0
    for scene, length in zip(scenes, lengths, strict=True):
        at += length
        end = _on_a_frame(at)
        yield from _built(scene, start, end, language) if scene.part == "end" else [Shot(scene, start, end, end)]
        start = end


def _built(scene: Scene, start: float, end: float, language: str) -> Iterator[Shot]:
    """A statement that is new stands alone first, as long as the address leaves it, and stays on the last picture."""
    statement, rest = scene.says[:1], scene.says[1:]
    is_new = statement == (scene.data["statement"],)
    told = {name: scene.data[name] for name in ("is_told", "call")}
    alone = min(reading(*statement, language), end - start - ADDRESS) if is_new else 0
    middle = _on_a_frame(start + alone)
    if middle > start:
        yield Shot(replace(scene, says=statement, data=told | {"whole": False}), start, middle, end)
        scene = replace(scene, says=rest)
    yield Shot(replace(scene, data=told | {"whole": True}), middle, end, end)


def _on_a_frame(seconds: float) -> float:
    return round(seconds * FPS) / FPS


def _unsent(content: Content) -> list[Scene]:
    """A message is typed; the statement answers it, and it is erased."""
    own = opening(content)
    typed = own or (content.look.says if content.look else "")
    return [
        *_scene("message", typed, least=1.4, most=4, spared=0 if own else 3, motion="typing"),
        _statement(content, motion="erasing" if typed else "", data={"typed": typed}),
        *_scene("lead", content.lead, most=7, spared=6),
        *_numbers(content, first=4, others=7),
        _end(content),
    ]


def _penalty(content: Content) -> list[Scene]:
    """The number first, and a bar that grows with it; then what it is the price of."""
    return [
        *_scene("opening", opening(content), most=3.5),
        *_numbers(content, first=0, others=5),
        _statement(content),
        *_scene("lead", content.lead, most=7, spared=6),
        _end(content),
    ]


def _door(content: Content) -> list[Scene]:
    """A door opens in the dark, its light fills the picture, and the statement stands in it."""
    return [
        Scene("door", tuple(filter(None, [opening(content)])), least=1.5, most=3, motion="opening"),
        _statement(content),
        *_scene("lead", content.lead, most=7, spared=6),
        *_numbers(content, first=4, others=7),
        _end(content),
    ]


def _scene(part: str, words: str, **how: Any) -> list[Scene]:
    return [Scene(part, (words,), **how)] if words else []


def _statement(content: Content, **how: Any) -> Scene:
    return Scene("statement", (content.statement,), most=4.5, spared=1, **how)


def _numbers(content: Content, first: int, others: int) -> list[Scene]:
    """A scene for each fact; `first` and `others` say how soon they are spared."""
    labels = [fact.label for fact in content.facts]
    return [
        Scene("number", _said(fact, labels[:place]), 1.4, 4.5, others if place else first, "growing", {"place": place})
        for place, fact in enumerate(content.facts)
    ]


def _said(fact: FactLine, before: Sequence[str] = ()) -> tuple[str, ...]:
    """Its value and its label; a label that another number bears already tells nothing apart, and its sentence does."""
    about = fact.sentence if fact.label in ("", *before) else fact.label
    return tuple(filter(None, (fact.value, about)))


def _end(content: Content) -> Scene:
    """The poster of the film: statement, number, call and address."""
    number = _said(content.facts[0]) if content.facts else ()
    says = tuple(filter(None, (content.statement, *number, call(content))))
    asks = {"call": call(content), "untold": untold(content)}
    return Scene("end", says, ADDRESS, 6, 0, data={"statement": content.statement, **asks})


STORYBOARDS: dict[str, Storyboard] = {
    made.key: made
    for made in (
        Storyboard("message", gettext_lazy("the unsent message"), _unsent),
        Storyboard("penalty", gettext_lazy("the growing penalty"), _penalty),
        Storyboard("door", gettext_lazy("the opening door"), _door),
    )
}
CHOICES = [(key, made.label) for key, made in STORYBOARDS.items()]
