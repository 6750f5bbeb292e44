"""The words of a film with their times: captions as WebVTT and as SubRip, written and read, and a transcript.

https://www.w3.org/TR/webvtt1/
"""

import re
from collections.abc import Iterable
from html import unescape

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from press.content import Content, Cue, PressError, Target
from press.films.storyboards import Shot, call

KINDS = {"vtt": "text/vtt", "srt": "application/x-subrip"}
TIMES = re.compile(r"((?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?")
MARKS = re.compile(r"<[^>]*>")
NO_CUES = ("WEBVTT", "NOTE", "STYLE", "REGION")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def cues(shots: list[Shot], target: Target) -> tuple[Cue, ...]:
    """What each scene says that was not said before; the last one the address, too."""
    last = shots[-1]
    said = [(shot, [*shot.scene.says, *([target.letters] if shot is last else [])]) for shot in shots]
    return tuple(Cue(round(shot.start, 3), round(shot.end, 3), _lines(words)) for shot, words in said if words)


def _lines(words: list[str]) -> str:
    """A line each; an empty one would end the cue."""
    return "\n".join(line.strip() for text in words for line in text.splitlines() if line.strip())


def transcript(content: Content, shots: list[Shot], target: Target) -> str:
    """All that is seen, in words, a paragraph a scene, with the sources of the numbers and who speaks."""
    with translation.override(content.language):
        scenes = [_told(shot) for shot in shots]
        told = {fact.value for fact in content.facts if any(fact.value in shot.scene.says for shot in shots)}
        sources = [f"{_('Source:')} {fact.source}" for fact in content.facts if fact.source and fact.value in told]
        close = [call(content), target.url, content.site, content.notice]
    blocks = [*scenes, "\n".join(sources), "\n".join(line for line in close if line)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _told(shot: Shot) -> str:
    """A film without a voice is told by what moves in it, too."""
    words = " ".join(shot.scene.says)
    match shot.scene.part:
        case "message":
            return _("A message is typed: “%(words)s”") % {"words": words}
        case "statement" if shot.scene.motion == "erasing":
            return _("The message is erased: it is not sent.") + f"\n{words}"
        case "door":
            return _("In the dark a door opens, until its light fills the picture.") + (f"\n{words}" if words else "")
        case "number":
            return _("A bar grows: %(words)s") % {"words": words}
        case "end" if shot.scene.data["whole"]:
            return " ".join(shot.scene.says[:-1])  # its last words are the call, which the transcript ends with
    return words


def written(kind: str, told: Iterable[Cue]) -> str:
    """The captions as a file; KeyError where there is no such kind."""
    return {"vtt": _vtt, "srt": _srt}[kind](list(told))


def read(vtt: str, seconds: float) -> tuple[Cue, ...]:
    """The cues of a WebVTT file for a film of so many seconds, in words alone; PressError says which is wrong, and how it is right."""
    blocks = re.split(r"\n{2,}", vtt.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip())
    told = [_cue(block) for block in blocks if not block.startswith(NO_CUES)]
    if not told:
        raise PressError(
            _("These captions say nothing: write a time such as 00:00.000 --> 00:02.500, and below it its words.")
        )
    before = 0.0
    for cue in told:
        if not before <= cue.start < cue.end:
            raise PressError(
                _(
                    "The caption “%(words)s” begins before the one above it, or ends before it begins: put them in order."
                )
                % {"words": cue.text[:40]}
            )
        before = cue.start
    if told[-1].end > seconds:
        raise PressError(
            _("The captions end at %(end)s s, and the film at %(seconds)s s: shorten the last ones.")
            % {"end": number_format(told[-1].end, 1), "seconds": number_format(seconds, 1)}
        )
    return tuple(told)


def _cue(block: str) -> Cue:
    """A number or a name may stand above the time."""
    lines = block.split("\n")
    at = next((place for place, line in enumerate(lines[:2]) if "-->" in line), 0)
    times, text = TIMES.fullmatch(lines[at].strip()), _lines([unescape(MARKS.sub("", "\n".join(lines[at + 1 :])))])
    if times is None or not text:
        raise PressError(
            _(
                "No captions can be read at “%(line)s”: each has a time such as 00:00.000 --> 00:02.500, and below it its words."
            )
            % {"line": lines[at][:40]}
        )
    return Cue(_seconds(times[1]), _seconds(times[2]), text)


def _seconds(time: str) -> float:
    *hours, minutes, seconds = time.split(":")
    return round(int(hours[0] if hours else 0) * 3600 + int(minutes) * 60 + float(seconds), 3)


def _vtt(told: list[Cue]) -> str:
    blocks = [f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{cue.text.translate(ESCAPED)}" for cue in told]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _srt(told: list[Cue]) -> str:
    blocks = [
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{cue.text}" for number, cue in enumerate(told, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def _time(seconds: float, mark: str) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{thousandths:03}"
