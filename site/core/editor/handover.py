"""What of a person is handed over when they leave: rooms say what there is, and how somebody else takes it.

Who wrote, approved or decided something stays on record: none of that is given here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.utils.translation import gettext

from core import registry

SHOWN = 3  # names, of each sort


@dataclass(frozen=True)
class Held:
    """One sort of things that a person holds: `of` a person finds them, `give` leaves them to another.

    `lacks` says in a sentence why somebody may not take these; nothing where they may. `ends`: nobody takes them, they end.
    """

    label: Any
    of: Callable[[Any], models.QuerySet]
    give: Callable[[models.QuerySet, Any], Any]
    lacks: Callable[[models.QuerySet, Any], str] = lambda rows, user: ""
    name: Callable[[Any], str] = str
    ends: bool = False


HELD = registry.Kind[Held]()


def by_field(label: Any, rows: Callable[[], models.QuerySet], field: str, permission: str = "", **more: Any) -> Held:
    """What a field names its person in; whoever takes it needs the permission, as in `plan.change_campaign`."""
    return Held(
        label,
        of=lambda user: rows().filter(**{field: user}),
        give=lambda found, user: found.update(**{field: user}),
        **{"lacks": lambda found, user: lacks(user, permission)} | more,
    )


def lacks(user: Any, permission: str) -> str:
    if not permission or user.has_perm(permission):
        return ""
    app, _dot, code = permission.partition(".")
    known = Permission.objects.filter(content_type__app_label=app, codename=code)
    name = known.values_list("name", flat=True).first() or permission
    return gettext("They lack a permission: %(permission)s.") % {"permission": gettext(name)}


def ended(label: Any, rows: Callable[[], models.QuerySet], field: str) -> Held:
    """What is of use to this person alone, and is deleted."""
    return Held(label, lambda user: rows().filter(**{field: user}), lambda found, user: found.delete(), ends=True)
