"""Templates obey the same rule as imports: a room uses what lies below it, never what lies above."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for folder in ("site", "campaigns", "home")
    for path in sorted((ROOT / folder).rglob("templates/**/*.html"))
}
USED = re.compile(r'{% (?:include|extends) "([^"]+)"')
LOADED = re.compile(r"{% load ([^%]+) %}")
BEFORE_A_COMMA = re.compile(r"\s(?:{% (?:if|elif|else|for)\b[^%]*%}\s*)+[,;.:)]")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|javascript:")


def level_of_rooms() -> dict[str, int]:
    """As the contract of the imports says, from the lowest up; rooms of one level do not use each other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    levels = enumerate(reversed(layers))
    return {room.strip().rpartition(".")[2]: level for level, rooms in levels for room in rooms.split("|")}


LEVEL = level_of_rooms()


def room_of(template: str) -> str:
    top, inner, *_rest = template.split("/")
    return top if top == "home" else inner


OWNER = {template.partition("/templates/")[2]: room_of(template) for template in TEMPLATES}


def used_rooms(text: str) -> Iterator[str]:
    """Those that hold a template or a tag library that is used; a library's own are none."""
    yield from (OWNER[name] for name in USED.findall(text) if name in OWNER)
    names = (name for loaded in LOADED.findall(text) for name in loaded.split())
    yield from (room for name in names if (room := name.removesuffix("_tags")) in LEVEL)


def test_templates_use_only_what_lies_below():
    wrong = [
        (template, other)
        for template, text in TEMPLATES.items()
        for other in used_rooms(text)
        if other != room_of(template) and LEVEL[other] >= LEVEL[room_of(template)]
    ]

    assert {room_of(template) for template in TEMPLATES} <= LEVEL.keys()
    assert wrong == []


def test_components_say_what_they_take():
    components = {template: text for template, text in TEMPLATES.items() if "/components/" in template}

    assert components
    assert [template for template, text in components.items() if not text.startswith("{# props: ")] == []


def test_templates_have_no_inline_style_or_script():
    assert {template: found for template, text in TEMPLATES.items() if (found := INLINE.findall(text))} == {}


def test_templates_have_no_space_before_a_comma():
    """The formatter breaks a line between two tags that touch: `{# djangofmt:ignore #}` keeps them together."""
    assert {template: found for template, text in TEMPLATES.items() if (found := BEFORE_A_COMMA.findall(text))} == {}
