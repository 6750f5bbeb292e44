"""Finding things by the names and headings that people type in a file."""

import re
import unicodedata
from collections.abc import Iterable

from django.db import models


def loose(name: str) -> str:
    """Case and spaces aside."""
    return " ".join(name.split()).casefold()


def plain(heading: str) -> str:
    """Case, accents, underscores and what stands in brackets aside."""
    plain = unicodedata.normalize("NFKD", heading.replace("’", "'").replace("_", " "))
    plain = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    return " ".join(re.sub(r"[(\[][^)\]]*[)\]]", " ", plain).split())


class Names[Named: models.Model]:
    """Things by name. A name as it is written wins; else one that differs in case and spaces, where it is the only one."""

    def __init__(self, things: Iterable[Named]):
        self.exact: dict[str, Named] = {}
        self.nearly: dict[str, list[Named]] = {}
        for thing in things:
            self.add(thing)

    def add(self, thing: Named) -> None:
        self.exact[thing.name] = thing
        self.nearly.setdefault(loose(thing.name), []).append(thing)

    def find(self, name: str) -> Named | None:
        near = self.nearly.get(loose(name), ())
        found = self.exact.get(name) or (near[0] if len(near) == 1 else None)
        # As our own files write a name that begins like a formula.
        return self.find(name[1:]) if found is None and name.startswith("'") else found

    def listed(self, most: int = 8) -> str:
        return ", ".join([*list(self.exact)[:most], *(["…"] if len(self.exact) > most else [])])
