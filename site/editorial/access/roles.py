"""The groups of the team: each role is one, with exactly the permissions of its job (`core.editor.roles`).

`restore` puts groups, workflow and steps as they are described here; between restorations they are changed in the admin.
Groups are known by their names, which are those of the country. The functions take a registry of models: the audit log hears of what
is done to those of today, and not of what `migrate` does to its own.
"""

from collections.abc import Iterable

from django.apps import apps as current_apps
from django.conf import settings
from wagtail.models import Page

from core.country import country
from core.editor.roles import LAWYER, PUBLISHER, ROLES, TRANSLATOR, Role, granted
from core.publication.sign_off import SignedOff

STEPS = {"legalreview": LAWYER, "publication": PUBLISHER}  # by the model of each step: who decides
# Wagtail keeps the permissions of files on its own models, whatever models a site puts in their place.
FILES = {
    "wagtailimages.{}_image": ("add", "change", "choose"),
    "wagtaildocs.{}_document": ("add", "change", "choose"),
    "wagtailmedia.{}_media": ("add", "change"),
}


def restore(apps=current_apps) -> list[str]:
    """Put groups, workflow and steps as described here; returns the groups' names. Their members stay as they are."""
    for role in ROLES.values():
        _make(apps, role)
    for locale in apps.get_model("wagtailcore.Locale").objects.exclude(language_code=settings.LANGUAGE_CODE):
        translators(locale, apps)
    _restore_workflow(apps)
    return list(apps.get_model("auth.Group").objects.order_by("name").values_list("name", flat=True))


def workflow_name() -> str:
    """The name of the workflow by which all texts are signed off."""
    return country().names["workflow"]


def translators_of(language: str) -> str:
    """The name of the group of those who translate into a language."""
    return f"{TRANSLATOR.name} – {language}"


def translators(locale, apps=current_apps):
    """The group of those who translate into a language, with that language's pages within its reach."""
    group = _group(apps, translators_of(locale.language_code))
    _set_permissions(apps, group, TRANSLATOR)
    homes = apps.get_model("wagtailcore.Page").objects.filter(depth=2, locale_id=locale.pk)
    _set_pages(apps, group, list(homes), ("change",))
    return group


def signed_off_snippets() -> list[type]:
    """Every model whose words are signed off and that is no page: those of later rooms too."""
    return [
        model for model in current_apps.get_models() if issubclass(model, SignedOff) and not issubclass(model, Page)
    ]


def _group(apps, name: str):
    return apps.get_model("auth.Group").objects.get_or_create(name=name)[0]


def give_what_is_new(apps=current_apps) -> None:
    """Give each group what its role was never given, and make the group of a role that is new; all else stays as the team has it.

    A text that is signed off needs the workflow, so a new kind of text gets it.
    """
    given = _given(apps)
    for role in ROLES.values():
        new = [name for name in permissions_of(role) if (role.key, name) not in given]
        if not any(key == role.key for key, _name in given):
            _make(apps, role)
        elif new:
            for group in _groups(apps, role):
                group.permissions.add(*_all_named(apps, new).values())
            _remember(apps, role, new)
    workflow = apps.get_model("wagtailcore.Workflow").objects.filter(name=workflow_name()).first()
    if workflow:
        _put_texts_under(apps, workflow, is_kept=True)


def _given(apps) -> set[tuple[str, str]]:
    """(role, permission): what was given once is not given again, since somebody may have taken it back."""
    return set(apps.get_model("editorial.GivenPermission").objects.values_list("role", "permission"))


def _remember(apps, role: Role, names: Iterable[str]) -> None:
    model = apps.get_model("editorial.GivenPermission")
    model.objects.bulk_create([model(role=role.key, permission=name) for name in names], ignore_conflicts=True)


def _groups(apps, role: Role) -> list:
    """The group of a role; of translators, one for each language too."""
    groups = apps.get_model("auth.Group").objects
    found = groups.filter(name=role.name)
    return list(found | groups.filter(name__startswith=translators_of("")) if role is TRANSLATOR else found)


def _make(apps, role: Role) -> None:
    """The group of a role with all that it may do, whether it was there or not."""
    page = apps.get_model("wagtailcore.Page").objects
    root = page.get(depth=1)
    homes = page.filter(pk__in=apps.get_model("wagtailcore.Site").objects.values("root_page_id"))
    group = _group(apps, role.name)
    _set_permissions(apps, group, role)
    _set_pages(apps, group, [root] if role.all_languages else list(homes), role.pages)


def permissions_of(role: Role) -> list[str]:
    wanted = ["wagtailadmin.access_admin", *granted(role)]
    for model in signed_off_snippets():
        actions = role.wordings if role.wordings and hasattr(model, "translation_key") else role.texts
        wanted += [f"{model._meta.app_label}.{action}_{model._meta.model_name}" for action in actions]
    return wanted


def _set_permissions(apps, group, role: Role) -> None:
    wanted = permissions_of(role)
    group.permissions.set(_all_named(apps, wanted).values())
    _remember(apps, role, wanted)
    names = [name.format(action) for name, actions in FILES.items() for action in set(actions) & set(role.files)]
    of_collections = apps.get_model("wagtailcore.GroupCollectionPermission").objects.filter(group=group)
    root = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    _set_in_place(of_collections, group, "collection", [root], _all_named(apps, names).values())


def _set_pages(apps, group, pages: list, actions: tuple[str, ...]) -> None:
    permissions = _all_named(apps, [f"wagtailcore.{action}_page" for action in actions]).values()
    of_pages = apps.get_model("wagtailcore.GroupPagePermission").objects.filter(group=group)
    _set_in_place(of_pages, group, "page", pages, permissions)


def _set_in_place(held, group, place: str, places: list, permissions: Iterable) -> None:
    """Take what is held beyond this and give what lacks; what stays is not touched, so that the audit log tells changes alone."""
    wanted = {(at.pk, permission.pk): (at, permission) for at in places for permission in permissions}
    for row in held:
        if wanted.pop((getattr(row, f"{place}_id"), row.permission_id), None) is None:
            row.delete()
    for at, permission in wanted.values():
        held.create(group=group, permission=permission, **{place: at})


def _restore_workflow(apps) -> None:
    """Legal review, then publication, for every page and every snippet that is signed off."""
    workflow, _new = apps.get_model("wagtailcore.Workflow").objects.get_or_create(name=workflow_name())
    content_types = apps.get_model("contenttypes.ContentType").objects
    for order, (model, role) in enumerate(STEPS.items()):
        tasks = apps.get_model("editorial", model).objects
        content_type, _new = content_types.get_or_create(app_label="editorial", model=model)
        task, _new = tasks.get_or_create(name=country().names[model], defaults={"content_type": content_type})
        task.groups.set([_group(apps, role.name)])
        apps.get_model("wagtailcore.WorkflowTask").objects.update_or_create(
            workflow=workflow, task_id=task.pk, defaults={"sort_order": order}
        )
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    apps.get_model("wagtailcore.WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})
    _put_texts_under(apps, workflow, is_kept=False)


def _put_texts_under(apps, workflow, *, is_kept: bool) -> None:
    """Each kind of text that is signed off; another workflow that the team chose for one `is_kept` or not."""
    content_types = apps.get_model("contenttypes.ContentType").objects
    held = apps.get_model("wagtailcore.WorkflowContentType").objects
    put = held.get_or_create if is_kept else held.update_or_create
    for model in signed_off_snippets():
        content_type, _new = content_types.get_or_create(app_label=model._meta.app_label, model=model._meta.model_name)
        put(content_type=content_type, defaults={"workflow": workflow})


def _all_named(apps, names: Iterable[str]) -> dict:
    """{name: permission}, asked for at once. Raises LookupError, which names those that no model has."""
    wanted = dict.fromkeys(names)
    found = (
        apps.get_model("auth.Permission")
        .objects.select_related("content_type")
        .filter(
            content_type__app_label__in={name.split(".")[0] for name in wanted},
            codename__in={name.split(".")[1] for name in wanted},
        )
    )
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission for permission in reversed(list(found))
    }
    if missing := wanted.keys() - known.keys():
        raise LookupError(f"no model has the permission {', '.join(sorted(missing))}: run `manage.py migrate`.")
    return {name: known[name] for name in wanted}
