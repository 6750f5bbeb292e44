"""For whom the site speaks, and the voice in which it speaks to each.

An audience is declared once, here or in the room of a package: `audiences.AUDIENCES(HOTELS)` in its list `GIVES`. Menus, choosers, counts,
exports, the API and the style guide then know it.

The team defines others in the admin. They are plain: neither sheltered nor kept apart, and with the voice of a declared one. AUDIENCES
holds what is declared and asks no database; `known`, `find` and `voice_of` know of both.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import registry

NAME = re.compile(r"[a-z]{1,20}")  # fits a class of the stylesheets, a field of the journal and a column


class Audience(str):
    """Its name, as the database keeps it. Its voice bears the same name: the colours `.voice-<name>`, and how it sounds.

    Whoever is sheltered is never led to pages for an audience that is kept apart, and nothing of the visits is counted by the hour or the place.
    """

    label: str | Promise
    sound: str | Promise
    is_sheltered: bool
    is_kept_apart: bool
    stylesheet: str
    voice: str
    is_retired: bool

    def __new__(
        cls,
        name: str,
        label: str | Promise,
        *,
        sound: str | Promise,
        is_sheltered: bool = False,
        is_kept_apart: bool = False,
        stylesheet: str = "",
        voice: str = "",
        is_retired: bool = False,
    ) -> "Audience":
        """`stylesheet` is the static file with the colours of the voice; without one they stand in `css/voices.css`.

        `voice` is the declared audience whose voice it borrows, where it has none of its own. What is retired is labelled, and no longer offered.
        """
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot name an audience: take 1 to 20 letters from a to z.")
        if is_sheltered and is_kept_apart:
            raise ValueError(f"{name!r} is sheltered from itself: it is kept apart from those who are sheltered.")
        made = super().__new__(cls, name)
        made.label, made.sound = label, sound
        made.is_sheltered, made.is_kept_apart = is_sheltered, is_kept_apart
        made.stylesheet = stylesheet
        made.voice, made.is_retired = voice or name, is_retired
        return made

    def __reduce__(self):
        return str, (str(self),)  # what is copied or stored is its name

    @property
    def name(self) -> str:
        return str(self)


SHELTERED, KEPT_APART = set[str](), set[str]()


class Audiences(registry.Named[Audience]):
    def add(self, things: Mapping[str, Audience]) -> None:
        super().add(things)
        SHELTERED.update(name for name, one in things.items() if one.is_sheltered)
        KEPT_APART.update(name for name, one in things.items() if one.is_kept_apart)


PUBLIC = Audience("public", _("general public"), sound=_("calm and factual"))
BUYERS = Audience("buyers", _("buyers"), sound=_("direct: the law first"), is_kept_apart=True)
OUTREACH = Audience("outreach", _("people in prostitution"), sound=_("warm and plain"), is_sheltered=True)
YOUNG = Audience("young", _("young people"), sound=_("direct, short, no lecture"), is_sheltered=True)
PROFESSIONALS = Audience("professionals", _("parents and professionals"), sound=_("useful and printable"))

AUDIENCES = Audiences(Audience)
AUDIENCES.add({one.name: one for one in (PUBLIC, BUYERS, OUTREACH, YOUNG, PROFESSIONALS)})


# Functions that return the audiences that the team defined, retired ones too, by their names.
TEAM = registry.Kind[Callable[[], Mapping[str, Audience]]]()
# Functions that say, of the name of such an audience, what it was used for.
USES = registry.Kind[Callable[[str], Iterable[str]]]()


def known() -> dict[str, Audience]:
    """The declared ones, then the team's with those that are retired. A declared one goes before a later one of its name."""
    found: dict[str, Audience] = dict(AUDIENCES)
    for team in TEAM:
        found = {**found, **{name: one for name, one in team().items() if name not in found}}
    return found


def find(name: str) -> Audience | None:
    """The audience of this name; nothing is looked up for a declared one."""
    return AUDIENCES.get(name) or (known().get(name) if NAME.fullmatch(name) else None)


def label(name: str) -> str | Promise:
    """What the team calls it; its name where nobody knows it any more."""
    one = find(name)
    return one.label if one else name


def voice_of(name: str) -> str:
    """The declared audience in whose voice one speaks to this one; to whom nobody knows, as to the general public."""
    if not name or name in AUDIENCES:
        return name
    one = find(name)
    return one.voice if one and one.voice in AUDIENCES else PUBLIC.name


def lent() -> dict[str, Audience]:
    """The declared ones whose voice may be lent: by the others, a reader who is sheltered would know pages of the protected zone, or of those feared."""
    return {name: one for name, one in AUDIENCES.items() if not (one.is_sheltered or one.is_kept_apart)}


def choices() -> list[tuple[str, str | Promise]]:
    """The declared ones, for fields: a migration names this function, so that another audience changes none."""
    return [(name, one.label) for name, one in AUDIENCES.items()]


def every_choice() -> list[tuple[str, str | Promise]]:
    """For what was chosen once: all that are known, retired ones last."""
    found = sorted(known().items(), key=lambda item: item[1].is_retired)
    retired = pgettext_lazy("audience", "retired")
    return [(name, format_lazy("{} ({})", one.label, retired) if one.is_retired else one.label) for name, one in found]


def offered() -> list[tuple[str, str | Promise]]:
    """For forms: the declared ones and those of the team that are not retired."""
    return [(name, one.label) for name, one in known().items() if not one.is_retired]


def voices() -> list[tuple[str, str | Promise]]:
    return [(name, one.sound) for name, one in AUDIENCES.items()]
