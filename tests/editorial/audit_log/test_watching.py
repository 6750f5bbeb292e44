"""What is done to accounts, groups and permissions is in the log, whoever does it and in whichever way."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from core.editor import roles
from editorial.audit_log.models import Entry, Event


@pytest.fixture
def log(db):
    """What was added since the test began: [(event, actor, subject, details)]."""
    seen = Entry.objects.count()

    def added() -> list[tuple]:
        found = Entry.objects.order_by("id")[seen:]
        return [(entry.event, entry.actor, entry.subject, entry.details) for entry in found]

    return added


@pytest.fixture
def user(db, django_user_model):
    return django_user_model.objects.create_user("ada", "ada@example.org", "a long enough password")


def test_account_s_life_is_told(django_user_model, log):
    user = django_user_model.objects.create_user("ada", "ada@example.org", "a long enough password")
    user.email = "new@example.org"
    user.is_active = False
    user.save()
    user.set_password("another long password")
    user.save()
    user.first_name = "Ada"
    user.save()
    user.delete()

    assert log() == [
        (Event.ACCOUNT_CREATED, "", "ada", {"is_superuser": False}),
        (Event.ACCOUNT_CHANGED, "", "ada", {"changed": ["email", "is_active"], "is_active": False}),
        (Event.PASSWORD_CHANGED, "ada", "ada", {}),
        (Event.ACCOUNT_DELETED, "", "ada", {}),
    ]


def test_no_address_and_no_password_is_told(user, log):
    user.email = "private@example.org"
    user.set_password("another long password")
    user.save()

    assert "private" not in str(log())
    assert user.password not in str(log())


def test_groups_are_told_from_either_side(user, log):
    publishers, lawyers = (Group.objects.get(name=role.name) for role in (roles.PUBLISHER, roles.LAWYER))
    user.groups.add(publishers)
    lawyers.user_set.add(user)
    user.groups.remove(publishers)
    user.groups.clear()
    user.groups.clear()

    assert [(event, subject, details) for event, _actor, subject, details in log()] == [
        (Event.ROLES_CHANGED, "ada", {"added": [publishers.name]}),
        (Event.ROLES_CHANGED, "ada", {"added": [lawyers.name]}),
        (Event.ROLES_CHANGED, "ada", {"removed": [publishers.name]}),
        (Event.ROLES_CHANGED, "ada", {"removed": [lawyers.name]}),
    ]


def test_permissions_are_told(log):
    group = Group.objects.create(name="Renfort")
    permission = Permission.objects.get(codename="add_user")
    group.permissions.add(permission)
    in_place = GroupPagePermission.objects.create(
        group=group, page=Page.objects.get(depth=1), permission=Permission.objects.get(codename="publish_page")
    )
    in_place.delete()

    assert [(event, details) for event, _actor, _subject, details in log()] == [
        (Event.GROUP_CREATED, {}),
        (Event.PERMISSIONS_CHANGED, {"added": ["core.add_user"]}),
        (Event.PERMISSIONS_CHANGED, {"added": ["publish_page: Toutes les pages"]}),
        (Event.PERMISSIONS_CHANGED, {"removed": ["publish_page: Toutes les pages"]}),
    ]


def test_who_did_it_in_the_admin_is_told(admin_client, admin, user, log):
    group = Group.objects.get(name=roles.ANALYST.name)

    said = {"username": "ada", "email": "ada@example.org", "first_name": "Ada", "last_name": "L", "is_active": "on"}
    response = admin_client.post(reverse("wagtailusers_users:edit", args=[user.pk]), said | {"groups": [group.pk]})

    assert response.status_code == 302
    assert (Event.ROLES_CHANGED, "root", "ada", {"added": [group.name]}) in log()


def test_roles_put_back_unchanged_are_no_news_but_for_places(log):
    call_command("roles", verbosity=0)

    assert {event for event, *_rest in log()} <= {Event.PERMISSIONS_CHANGED}
