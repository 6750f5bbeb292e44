"""The jobs of the team, and what each of them may do: a room says so of what is its own.

`editorial.access.roles` makes groups of it, which are known by the names of the roles, in the site's first language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from core import registry
from core.country import country


@dataclass(frozen=True)
class Role:
    """A job: what its group may do with pages, with each kind of snippet that is signed off, and with files.

    The group is named as the country calls the role, or else after its key.
    """

    key: str
    pages: tuple[str, ...] = ()
    all_languages: bool = False  # pages of the source language alone otherwise
    texts: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()  # of the texts only those that are words in one language
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return country().names.get(self.key, self.key)


class Grant(NamedTuple):
    """Permissions as Django names them, such as `results.view_results`, and the roles that hold them."""

    permissions: tuple[str, ...]
    roles: tuple[Role, ...]


EDITOR = Role("editor", pages=("add", "change"), texts=("add", "change", "view"), files=("add", "change", "choose"))
# There is a group of translators for each language, who edit the pages under its home.
TRANSLATOR = Role("translator", wordings=("change", "view"), files=("choose",))
LAWYER = Role("lawyer")
PUBLISHER = Role(
    "publisher",
    pages=("change", "publish", "lock", "unlock"),
    all_languages=True,
    texts=("change", "view", "publish", "lock", "unlock"),
    files=("choose",),
)
ANALYST = Role("analyst")
ADMINISTRATOR = Role(
    "administrator",
    pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    all_languages=True,
    texts=("add", "change", "view", "delete", "publish", "lock", "unlock"),
    files=("add", "change", "choose"),
)

HOUSE = (EDITOR, TRANSLATOR, LAWYER, PUBLISHER, ANALYST, ADMINISTRATOR)
ROLES = registry.Named(Role)
ROLES.add({role.key: role for role in HOUSE})
GRANTS = registry.Kind[Grant]()
# Functions of a group: sentences that say why it may not be deleted, each with what to do first.
NEEDED = registry.Kind[Callable[[Any], Iterable[str]]]()


def grant(*permissions: str, to: Iterable[Role]) -> Grant:
    return Grant(permissions, tuple(to))


def on_each(models: Iterable[str], actions: Mapping[Role, Iterable[str]]) -> list[Grant]:
    """What roles may do with each of some models: `on_each(["plan.wave"], {EDITOR: ["add", "change"]})`."""
    split = [_parts(label) for label in models]
    return [
        grant(*(f"{app}.{action}_{model}" for app, model in split for action in chosen), to=[role])
        for role, chosen in actions.items()
    ]


def _parts(label: str) -> tuple[str, str]:
    app, dot, model = label.partition(".")
    if not dot:
        raise ValueError(f"{label!r} is no model: write its app and its name, as in plan.wave.")
    return app, model


def granted(role: Role) -> list[str]:
    """What rooms grant to a role."""
    return [name for grant in GRANTS if role in grant.roles for name in grant.permissions]
