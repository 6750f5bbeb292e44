"""Markup as browsers read it: how a template is broken into lines changes no test, and white space that shows does."""

import re

# Beside these white space shows; beside all others it does not, and there the formatter breaks lines.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "output",
        "picture",
        "progress",
        "q",
        "s",
        "samp",
        "script",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "textarea",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
KEPT = frozenset(["pre", "script", "style", "textarea"])
TAG = re.compile(
    r"<!--.*?-->|<(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<rest>(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>", re.DOTALL
)
QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")
SPACE = re.compile(r"[ \t\n\f\r]+")


def read(html: str) -> str:
    """`html` with one space where white space shows or parts attributes, and none where it does not."""
    parts, end, begins, kept = [], 0, True, None
    for tag in TAG.finditer(html):
        before = html[end : tag.start()]
        if kept and not (tag["close"] and tag["name"] == kept):
            parts += [before, tag[0]]
        else:
            parts += [before if kept else _text(before, begins, ends=_ends_line(tag)), _tag(tag)]
            kept = tag["name"] if tag["name"] in KEPT and not tag["close"] else None
        end, begins = tag.end(), _begins_line(tag)
    return "".join([*parts, _text(html[end:], begins, ends=True)])


def _ends_line(tag: re.Match) -> bool:
    return (tag["name"] == "button" and bool(tag["close"])) or _parts_lines(tag)


def _begins_line(tag: re.Match) -> bool:
    return (tag["name"] == "button" and not tag["close"]) or _parts_lines(tag)


def _parts_lines(tag: re.Match) -> bool:
    return tag["name"] is not None and tag["name"] not in INLINE


def _text(text: str, begins: bool, ends: bool) -> str:
    text = SPACE.sub(" ", text)
    text = text.lstrip(" ") if begins else text
    return text.rstrip(" ") if ends else text


def _tag(tag: re.Match) -> str:
    if tag["name"] is None:
        return tag[0]
    rest = [part if part[:1] in {'"', "'"} else SPACE.sub(" ", part) for part in QUOTED.split(tag["rest"])]
    return f"<{tag['close']}{tag['name']}{''.join(rest).rstrip(' ')}>"
