"""Templates obey the same rule as imports: a room uses what lies below it, never what lies above."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# From the lowest up; rooms of one level do not use each other.
LEVELS = [
    ["core"],
    ["facts", "editorial", "interactive", "press", "reach", "testimonies", "operations"],
    ["plan"],
    ["results"],
    ["deterrence", "outreach", "prevention"],
    ["home"],
    ["config"],
]
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
TEMPLATES = [
    path for folder in ("site", "campaigns", "home") for path in sorted((ROOT / folder).rglob("templates/**/*.html"))
]


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if parts[0] == "home" else parts[1]


def owner(template: str) -> str | None:
    """The room that holds a template or a tag library; None for one of a library's."""
    for path in TEMPLATES:
        if path.as_posix().endswith(f"/templates/{template}"):
            return room_of(path)
    return None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_uses_only_what_lies_below(path):
    room, text = room_of(path), path.read_text()
    used = [owner(name) for name in re.findall(r'{% (?:include|extends) "([^"]+)"', text)]
    used += [
        f"{name.removesuffix('_tags')}"
        for names in re.findall(r"{% load ([^%]+) %}", text)
        for name in names.split()
        if name.removesuffix("_tags") in LEVEL
    ]

    wrong = [other for other in used if other is not None and other != room and LEVEL[other] >= LEVEL[room]]
    assert wrong == []


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if "/components/" in path.as_posix()], ids=lambda path: path.name
)
def test_component_says_what_it_takes(path):
    assert path.read_text().startswith("{# props: ")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_style_or_script(path):
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|javascript:", path.read_text()) == []
