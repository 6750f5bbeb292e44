"""For whom the site speaks, and the voice in which it speaks to each.

An audience is declared once, here or in the room of a package: `audiences.AUDIENCES(HOTELS)` in its list `GIVES`. Menus, choosers, counts,
exports, the API and the style guide then know it.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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

    def __new__(
        cls,
        name: str,
        label: str | Promise,
        *,
        sound: str | Promise,
        is_sheltered: bool = False,
        is_kept_apart: bool = False,
        stylesheet: str = "",
    ) -> "Audience":
        """`stylesheet` is the static file with the colours of the voice; without one they stand in `css/voices.css`."""
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot name an audience: take 1 to 20 letters from a to z.")
        if is_sheltered and is_kept_apart:
            raise ValueError(f"{name!r} is sheltered from itself: it is kept apart from those who are sheltered.")
        made = super().__new__(cls, name)
        made.label, made.sound = label, sound
        made.is_sheltered, made.is_kept_apart = is_sheltered, is_kept_apart
        made.stylesheet = stylesheet
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


def choices() -> list[tuple[str, str | Promise]]:
    """For fields: a migration names this function, so that another audience changes none."""
    return [(name, one.label) for name, one in AUDIENCES.items()]


def voices() -> list[tuple[str, str | Promise]]:
    return [(name, one.sound) for name, one in AUDIENCES.items()]
