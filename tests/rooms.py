"""Draws the rooms of `docs/architecture.md`, and which imports which: `python -m tests.rooms`, a part of `make format`."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/architecture.md"
PLACE = re.compile(r"(?<=<!-- rooms: drawn by `make format` -->\n).*?(?=<!-- end of rooms -->)", re.DOTALL)

type Imports = dict[str, set[str]]


def layers_of(linter: dict) -> list[list[str]]:
    """The rooms of each layer, from the highest down, as the first contract lists them."""
    return [[room.strip() for room in layer.split("|")] for layer in linter["contracts"][0]["layers"]]


def imports_between(rooms: list[str], packages: list[str]) -> Imports:
    graph = grimp.build_graph(*packages, cache_dir=None)
    inside = {room: {room} | graph.find_descendants(room) for room in rooms}
    owner = {module: room for room, modules in inside.items() for module in modules}
    imported = {
        room: {owner.get(one) for module in modules for one in graph.find_modules_directly_imported_by(module)}
        for room, modules in inside.items()
    }
    return {room: found - {room, None} for room, found in imported.items()}


def reached_from(room: str, imports: Imports) -> set[str]:
    return imports[room].union(*(reached_from(other, imports) for other in imports[room]))


def without_detours(imports: Imports) -> Imports:
    """An arrow that says no more than a way over other arrows is left out."""
    return {
        room: {one for one in found if not any(one in reached_from(other, imports) for other in found)}
        for room, found in imports.items()
    }


def drawn(layers: list[list[str]], imports: Imports) -> str:
    """Mermaid: invisible links hold each layer in a row of its own."""
    rows = [" & ".join(name_of(room) for room in layer) for layer in layers]
    lines = [f"  {above} ~~~ {below}" for above, below in pairwise(rows)]
    for room in (room for layer in layers for room in layer):
        if found := imports[room]:
            lines.append(f"  {name_of(room)} --> {' & '.join(sorted(map(name_of, found)))}")
    return "\n".join(["```mermaid", "flowchart TB", *lines, "```", ""])


def name_of(room: str) -> str:
    return room.rpartition(".")[2]


def picture() -> str:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = layers_of(linter)
    rooms = [room for layer in layers for room in layer]
    return drawn(layers, without_detours(imports_between(rooms, linter["root_packages"])))


if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda _old: picture(), PAGE.read_text()))
