"""A lost device: another administrator resets the factor, or the operator does."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core.editor import roles
from editorial.audit_log.models import Entry
from tests.editorial.signing_in.conftest import PASSWORD, events, kinds


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(account):
    return account(roles.ADMINISTRATOR, name="grace")


def reset(by, account) -> int:
    return signed_in(by).post(reverse("second_factor_reset", args=[account.pk])).status_code


@pytest.fixture(autouse=True)
def not_asked(settings):
    """What is tested here is who may; those who do it have shown a factor or not."""
    settings.REQUIRE_SECOND_FACTOR = False


def test_another_administrator_resets_it_and_all_is_told(
    home, administrator, publisher, app, django_capture_on_commit_callbacks
):
    app(publisher)
    theirs = signed_in(publisher)
    page = signed_in(administrator).get(reverse("second_factor_reset", args=[publisher.pk]))

    with django_capture_on_commit_callbacks(execute=True):
        assert reset(administrator, publisher) == 302

    assert page.status_code == 200
    assert kinds(publisher) == []
    assert theirs.get("/admin/").status_code == 302
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    entry = Entry.objects.get(event="factor_reset")
    assert (entry.actor, entry.subject) == ("grace", "ada")


@pytest.mark.parametrize("role", [roles.EDITOR, roles.LAWYER, roles.PUBLISHER], ids=lambda role: role.name)
def test_nobody_else_resets_it(home, account, publisher, app, role):
    app(publisher)

    reset(account(role, name="mallory"), publisher)

    assert kinds(publisher) == ["totp"]
    assert "factor_reset" not in events()


def test_nobody_resets_their_own(home, administrator, admin, app):
    for user in (administrator, admin):
        app(user)
        reset(user, user)
        assert kinds(user) == ["totp"]


def test_superuser_s_is_reset_by_superusers_alone(home, administrator, account, admin, app):
    other = account(name="root2", is_superuser=True)
    app(other)

    reset(administrator, other)
    assert kinds(other) == ["totp"]

    reset(admin, other)
    assert kinds(other) == []


def test_list_of_users_leads_to_it(home, administrator, publisher):
    html = signed_in(administrator).get(reverse("wagtailusers_users:index")).content.decode()

    assert reverse("second_factor_reset", args=[publisher.pk]) in html
    assert reverse("second_factor_reset", args=[administrator.pk]) not in html


def test_operator_resets_it_at_the_console(publisher, app, capsys, django_capture_on_commit_callbacks):
    app(publisher)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("second_factor", "reset", "ada")

    assert kinds(publisher) == []
    assert (Entry.objects.get(event="factor_reset").actor, len(mail.outbox)) == ("", 1)


def test_operator_is_told_of_a_name_that_does_not_exist(db):
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("second_factor", "reset", "nobody")


def test_after_a_reset_a_new_one_is_set_up(client, home, publisher, app, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    app(publisher)
    call_command("second_factor", "reset", "ada")

    assert sign_in(password=PASSWORD)["Location"] == "/admin/"
    assert client.get("/admin/")["Location"] == "/admin/second-factor/"
