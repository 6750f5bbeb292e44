"""A chapter of the handbook: for whom it is, on which screens it is opened, and its words in each language."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core import registry
from core.editor.roles import ADMINISTRATOR, Role
from core.words.search import fold
from handbook.markdown import as_html

HERE = Path(__file__).parent
OTHERWISE = "en"  # the language of whoever reads one in which there is no chapter
SAID = re.compile(r"# (?P<title>.+)\n+(?P<body>[\s\S]+)")


@dataclass(frozen=True)
class Text:
    """A chapter in one language."""

    title: str
    body: str

    @cached_property
    def html(self) -> SafeString:
        return as_html(self.body)

    @cached_property
    def folded(self) -> str:
        """For the search: without capitals, accents and marks."""
        return fold(f"{self.title} {re.sub(r'[*#]|{.*?}|[(].*?[)]', '', self.body)}")


@dataclass(frozen=True)
class Chapter:
    """One task of the team.

    Its words are `<language>/<name>.md` in `folder`: a title, then CommonMark, in which `{#part}` ends a heading that has an anchor.
    `opens` are beginnings of names of addresses: those screens open it, at its part where `#part` follows.
    """

    name: str
    roles: tuple[Role, ...]
    opens: tuple[str, ...] = ()
    folder: Path = HERE

    def path(self, language: str) -> Path:
        return self.folder / language / f"{self.name}.md"

    @property
    def language(self) -> str:
        """The reader's, where the chapter is written in it."""
        language = get_language() or OTHERWISE
        return language if self.path(language).is_file() else OTHERWISE

    @property
    def text(self) -> Text:
        return _text(self.path(self.language))

    def is_for(self, groups: set[str]) -> bool:
        """Whether somebody in these groups has one of its roles; translators have a group for each language."""
        return any(group == role.name or group.startswith(f"{role.name} – ") for role in self.roles for group in groups)


@cache
def _text(path: Path) -> Text:
    return Text(**SAID.fullmatch(path.read_text()).groupdict())


CHAPTERS = registry.Named(Chapter)


def groups_of(user) -> set[str]:
    own = set(user.groups.values_list("name", flat=True))
    return own | {ADMINISTRATOR.name} if user.is_superuser else own


def by_role(user) -> tuple[list[Chapter], list[Chapter]]:
    """Those of this person's roles, and the rest, each in the order of the handbook."""
    groups = groups_of(user)
    yours = [one for one in CHAPTERS.values() if one.is_for(groups)]
    return yours, [one for one in CHAPTERS.values() if one not in yours]


def at(screen: str, user) -> tuple[Chapter, str] | None:
    """The chapter and its part that tell of a screen: what names it most exactly, and of two the one of this person's roles."""
    groups = groups_of(user)
    found = [
        ((len(beginning), chapter.is_for(groups)), chapter, part)
        for chapter in CHAPTERS.values()
        for beginning, _, part in (place.partition("#") for place in chapter.opens)
        if screen.startswith(beginning)
    ]
    return max(found, key=lambda place: place[0])[1:] if found else None
