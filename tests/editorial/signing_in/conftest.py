"""People at the door: accounts of each kind, and a second factor in software."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.urls import reverse

from core.editor import roles
from editorial.audit_log.models import Entry

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def account(django_user_model):
    """An account with a role, or a superuser's."""

    def made(role: roles.Role | None = None, name: str = "ada", **more):
        user = django_user_model.objects.create_user(name, f"{name}@example.org", PASSWORD, **more)
        if role:
            user.groups.add(Group.objects.get(name=role.name))
        return user

    return made


@pytest.fixture
def publisher(account):
    return account(roles.PUBLISHER)


@pytest.fixture
def app():
    """Give an account an authenticator app; returns what tells what it shows now."""

    def given(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)

        return lambda: shown_for(secret)

    return given


@pytest.fixture
def sign_in(client):
    """Send the form of the sign-in; returns the answer."""

    def sent(name: str = "ada", password: str = PASSWORD, **more):
        return client.post(reverse("account_login"), {"login": name, "password": password} | more)

    return sent


def shown_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def events() -> list[str]:
    """Newest first."""
    return list(Entry.objects.values_list("event", flat=True))


def kinds(user) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def unsealed(user) -> str:
    authenticator = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return get_adapter().decrypt(authenticator.data["secret"])
