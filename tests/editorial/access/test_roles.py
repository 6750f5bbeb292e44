"""The permissions that a role is given by name are those that Wagtail asks for, and migrations give them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import PAGE_PERMISSION_TYPES, GroupCollectionPermission, GroupPagePermission

from core.editor.roles import ROLES
from editorial.access import roles

HOLDERS = ("wagtailimages.Image", "wagtaildocs.Document", "wagtailmedia.Media")


def test_permissions_on_files_and_pages_are_those_that_others_declare():
    """One that is called otherwise is made anew by `roles.restore`, and asked for by nobody."""
    declared = set()
    for label in HOLDERS:
        about = apps.get_model(label)._meta
        codes = [f"{action}_{about.model_name}" for action in about.default_permissions]
        declared |= {f"{about.app_label}.{code}" for code in [*codes, *(code for code, _words in about.permissions)]}

    on_files = {name.format(action) for name, actions in roles.FILES.items() for action in actions}
    on_pages = {f"{action}_page" for role in ROLES.values() for action in role.pages}

    assert on_files - declared == set()
    assert on_pages - {f"{action}_page" for action, *_words in PAGE_PERMISSION_TYPES} == set()


@pytest.mark.django_db
def test_migrations_leave_each_role_as_it_is_described():
    """Who upgrades restores nothing: what a role gains, `roles.grant` gives in a migration of its room."""
    migrated = granted()

    roles.restore()

    assert granted() == migrated


def granted() -> set[tuple]:
    """Who may do what, and where."""
    named = Group.objects.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    on_pages = GroupPagePermission.objects.values_list("group__name", "permission__codename", "page__path")
    on_files = GroupCollectionPermission.objects.values_list("group__name", "permission__codename", "collection__path")
    return {*named, *on_pages, *on_files}
