"""Text is words alone, that are what they look like; captions are what players show (https://www.w3.org/TR/webvtt1/)."""

import re
import shutil
from collections.abc import Iterator
from typing import BinaryIO

from core.uploads.faults import at_line, no_caption_tag, no_caption_time, no_captions
from core.words import plain_text

CAPTIONS = re.compile(r"WEBVTT(?:[ \t\n]|$)")
BREAKS = re.compile(r"\r\n?|\n")
MOMENT = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
TIMES = re.compile(rf"[ \t]*({MOMENT})[ \t]*-->[ \t]*({MOMENT})(?:[ \t]+(.*))?")
ARROW = "-->"
PLACING = re.compile(
    r"(?:vertical:(?:rl|lr)|line:-?[\d.]+%?(?:,(?:start|center|end))?|size:[\d.]+%|align:(?:start|center|end|left|right)"
    r"|position:[\d.]+%(?:,(?:line-left|center|line-right))?)"
)
TAG = re.compile(r"<(/?)(i|b|u|c|v|ruby|rt|lang)(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
UNSHOWN = ("c", "v")  # classes of styles, and who speaks: no player shows it
WRITTEN = re.compile(rf"</?(?:i|b|u|ruby|rt|lang)>|<lang {LANGUAGE.pattern}>|<{MOMENT}>")


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    """As it is; refused with the line on which a character is that nobody sees, or that turns what is read."""
    text = _read(source)
    doubtful = {character for character in set(text) if plain_text.unseen(character)}
    for number, line in enumerate(BREAKS.split(text) if doubtful else [], 1):
        if not doubtful.isdisjoint(line) and (reason := plain_text.unseen(line)):
            raise at_line(number, reason)
    source.seek(0)
    shutil.copyfileobj(source, target)


def clean_captions(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    """What is shown, and when and where: no notes, styles, regions, names of captions or of who speaks."""
    text = BREAKS.sub("\n", _read(source))
    if not CAPTIONS.match(text):
        raise no_captions()
    captions = ["WEBVTT", *("\n".join(caption) for caption in _captions(text.split("\n")))]
    target.write("\n\n".join(captions).encode() + b"\n")


def _read(source: BinaryIO) -> str:
    """A table in one byte a letter has no characters that nobody sees."""
    return source.read().decode("utf-8-sig", "replace")


def _captions(lines: list[str]) -> Iterator[list[str]]:
    """A line of times begins one, an empty line ends it; nothing between them is shown."""
    caption: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 2):
        if ARROW not in line and line and caption:
            caption.append(_words(number, line))
        elif ARROW in line or not line:
            if caption:
                yield caption
            caption = [_times(number, line)] if line else []


def _times(number: int, line: str) -> str:
    found = TIMES.fullmatch(line)
    if not found:
        raise no_caption_time(number)
    placing = [setting for setting in (found[3] or "").split() if PLACING.fullmatch(setting)]
    return " ".join([f"{found[1]} --> {found[2]}", *placing])


def _words(number: int, line: str) -> str:
    words = TAG.sub(_tag, line)
    _before, opens, rest = WRITTEN.sub("", words).partition("<")
    if opens:
        raise no_caption_tag(number, opens + rest)
    if reason := plain_text.refusal(words):
        raise at_line(number, reason)
    return words


def _tag(tag: re.Match) -> str:
    if tag[2] in UNSHOWN:
        return ""
    language = tag[3] if tag[2] == "lang" and LANGUAGE.fullmatch(tag[3] or "") else ""
    return f"<{tag[1]}{tag[2]}{language and f' {language}'}>"
