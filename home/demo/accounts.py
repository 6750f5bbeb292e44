"""The demonstration accounts; in this state of the project they hold Wagtail's stock groups."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

GROUPS = {
    "editor": ["Editors"],
    "translator": ["Editors"],
    "lawyer": ["Moderators"],
    "publisher": ["Moderators"],
    "analyst": ["Editors"],
}
# What Wagtail's stock groups lack to work with facts, helplines and campaigns.
SNIPPETS = ["fact", "factwording", "helpline", "helplinewording", "campaign"]
EDITORS = ["add", "change", "view"]
MODERATORS = [*EDITORS, "delete", "publish", "lock", "unlock"]


def create_accounts() -> str | None:
    """Create the accounts that are missing; returns their password where any was created, None otherwise."""
    users = get_user_model().objects
    names = ["admin", *GROUPS]
    missing = [name for name in names if not users.filter(username=name).exists()]
    _equip_groups()
    if not missing:
        return None
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12)
    for name in missing:
        user = users.create_user(
            name,
            f"{name}@example.org",
            password,
            first_name=name.title(),
            is_superuser=name == "admin",
            is_staff=name == "admin",
        )
        user.groups.set(Group.objects.filter(name__in=GROUPS.get(name, [])))
    return password


def _equip_groups() -> None:
    for group, actions in (("Editors", EDITORS), ("Moderators", MODERATORS)):
        codenames = [f"{action}_{model}" for action in actions for model in SNIPPETS]
        permissions = list(
            Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["facts", "plan"])
        )
        if group == "Moderators":
            permissions += Permission.objects.filter(codename="submit_translation")
        held = Group.objects.get(name=group).permissions
        held.add(*(permission for permission in permissions if permission not in held.all()))
