"""The demonstration accounts, one for each role."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale

from core.editor.roles import ANALYST, EDITOR, LAWYER, PUBLISHER, TRANSLATOR
from editorial.access import roles

ROLES = {
    "editor": [EDITOR],
    "translator": [TRANSLATOR],
    "lawyer": [LAWYER],
    "publisher": [PUBLISHER],
    "analyst": [ANALYST],
}


def create_accounts() -> str | None:
    """Create the accounts that are missing; returns their password where any was created, None otherwise."""
    users = get_user_model().objects
    names = ["admin", *ROLES]
    missing = [name for name in names if not users.filter(username=name).exists()]
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
        user.groups.set(Group.objects.filter(name__in=[role.name for role in ROLES.get(name, [])]))
    return password


def account(name: str):
    return get_user_model().objects.get(username=name)


def let_translate(locale: Locale) -> None:
    """The translator of the demonstration translates into every language; what the admin has changed since stays so."""
    translator = account("translator")
    if not translator.groups.filter(name=roles.translators_of(locale.language_code)).exists():
        translator.groups.add(roles.translators(locale))
