"""Who may be given a task: whoever uses the admin. Who may open a campaign is also named in comments on all of its tasks."""

import re
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

BACKEND = "django.contrib.auth.backends.ModelBackend"
NAMED = re.compile(r"(?<![\w.+@-])@([\w.+@-]*\w)")


def team() -> QuerySet:
    users = get_user_model().objects
    view, change = (users.with_perm(f"plan.{act}_campaign", backend=BACKEND) for act in ("view", "change"))
    return (view | change).order_by("first_name", "last_name", "username")


def may_be_given() -> QuerySet:
    """A lawyer, a translator or an analyst opens no campaign: of a task that is given to one, its words are all that they see."""
    users = get_user_model().objects.with_perm("wagtailadmin.access_admin", backend=BACKEND)
    return users.order_by("first_name", "last_name", "username")


def may_open(user) -> bool:
    return user.has_perm("plan.view_campaign") or user.has_perm("plan.change_campaign")


def named(text: str, people: Iterable) -> tuple[list, list[str]]:
    """(the people whom a text names by `@` and their login, names that nobody bears)."""
    known = {person.get_username().casefold(): person for person in people}
    names = {name.casefold(): name for name in NAMED.findall(text)}
    return [known[key] for key in names if key in known], [name for key, name in names.items() if key not in known]
