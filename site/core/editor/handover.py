"""What of a person is handed over when they leave: rooms say what there is, and how somebody else takes it.

Who wrote, approved or decided something stays on record: none of that is given here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext

from core import registry

SHOWN, LISTED = 3, 50  # names, of each sort: at once, and when asked for


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
    """Names the roles that hold the permission: its own name is Django's, and nobody of the team has read it."""
    if not permission or user.has_perm(permission):
        return ""
    app, _dot, code = permission.partition(".")
    holders = Group.objects.filter(permissions__content_type__app_label=app, permissions__codename=code)
    names = list(holders.order_by("name").values_list("name", flat=True))
    if not names:
        return gettext("No role holds the permission that this takes.")
    return gettext("They need one of these roles: %(roles)s.") % {"roles": get_text_list(names, gettext("or"))}


def ended(label: Any, rows: Callable[[], models.QuerySet], field: str) -> Held:
    """What is of use to this person alone, and is deleted."""
    return Held(label, lambda user: rows().filter(**{field: user}), lambda found, user: found.delete(), ends=True)
