"""The permissions that a role is given by name are those that Wagtail asks for, and `migrate` gives them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import (
    PAGE_PERMISSION_TYPES,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowContentType,
)

from core.editor.roles import ANALYST, GRANTS, PUBLISHER, ROLES, TRANSLATOR, Grant, Role, grant
from editorial.access import after_migrating, roles
from editorial.audit_log.models import Entry, Event

HOLDERS = ("wagtailimages.Image", "wagtaildocs.Document", "wagtailmedia.Media")


def test_permissions_on_files_and_pages_are_those_that_others_declare():
    """One that is called otherwise would be asked for by nobody."""
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
def test_migrate_leaves_each_role_as_it_is_described():
    migrated = granted()

    roles.restore()

    assert granted() == migrated


@pytest.fixture
def migrate(db):
    """What `migrate` does at its end; the whole of it would also turn on again what tests turn off, as Wagtail's index of references."""
    return after_migrating.settle


@pytest.fixture
def later(monkeypatch) -> Grant:
    """What the next version grants: who publishes may now count, too."""
    new = grant("reach.add_adjustment", to=[PUBLISHER])
    monkeypatch.setattr("core.editor.roles.GRANTS", [*GRANTS, new])
    return new


def may(role: Role, name: str) -> bool:
    app, code = name.split(".")
    held = Group.objects.get(name=role.name).permissions
    return held.filter(content_type__app_label=app, codename=code).exists()


def test_upgrade_gives_what_is_new_and_tells_the_audit_log(migrate, later):
    before = may(PUBLISHER, "reach.add_adjustment")

    migrate()

    assert (before, may(PUBLISHER, "reach.add_adjustment")) == (False, True)
    entry = Entry.objects.get()
    assert (entry.event, entry.subject) == (Event.PERMISSIONS_CHANGED, PUBLISHER.name)
    assert entry.details == {"added": ["reach.add_adjustment"]}


def test_upgrade_leaves_what_the_team_changed(migrate, later):
    group = Group.objects.get(name=PUBLISHER.name)
    group.permissions.remove(group.permissions.get(codename="launch_campaign"))
    migrate()
    group.permissions.remove(group.permissions.get(codename="add_adjustment"))
    chosen = Workflow.objects.create(name="Un autre circuit")
    WorkflowContentType.objects.filter(content_type__model="fact").update(workflow=chosen)

    migrate()

    assert not may(PUBLISHER, "plan.launch_campaign")
    assert not may(PUBLISHER, "reach.add_adjustment")
    assert WorkflowContentType.objects.get(content_type__model="fact").workflow == chosen


def test_upgrade_makes_the_group_of_a_new_role_and_none_that_was_deleted(migrate, monkeypatch):
    Group.objects.get(name=ANALYST.name).delete()
    archivist = Role("archivist", texts=("view",))
    monkeypatch.setitem(ROLES, "archivist", archivist)

    migrate()

    assert may(archivist, "facts.view_fact")
    assert not Group.objects.filter(name=ANALYST.name).exists()


def test_upgrade_gives_translators_of_each_language_what_is_new(migrate, monkeypatch):
    for code in ("en", "ar"):
        Locale.objects.create(language_code=code)
    monkeypatch.setattr("core.editor.roles.GRANTS", [*GRANTS, grant("reach.view_adjustment", to=[TRANSLATOR])])

    migrate()

    names = Group.objects.filter(permissions__codename="view_adjustment", name__startswith=TRANSLATOR.name)
    assert {group.name for group in names} == {TRANSLATOR.name, *map(roles.translators_of, ("en", "ar"))}


def test_new_kind_of_text_is_signed_off(migrate):
    WorkflowContentType.objects.filter(content_type__model="fact").delete()

    migrate()

    assert WorkflowContentType.objects.get(content_type__model="fact").workflow.name == roles.workflow_name()


def test_permission_that_no_model_has_is_named(db, monkeypatch):
    monkeypatch.setattr("core.editor.roles.GRANTS", [grant("plan.add_wawe", to=[ANALYST])])

    with pytest.raises(LookupError, match=r"plan\.add_wawe: run `manage.py migrate`"):
        roles.restore()


def granted() -> set[tuple]:
    """Who may do what, and where."""
    named = Group.objects.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    on_pages = GroupPagePermission.objects.values_list("group__name", "permission__codename", "page__path")
    on_files = GroupCollectionPermission.objects.values_list("group__name", "permission__codename", "collection__path")
    return {*named, *on_pages, *on_files}
