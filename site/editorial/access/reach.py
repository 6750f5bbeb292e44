"""Which texts are within a person's reach: page by page, and for snippets language by language."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, TranslatableMixin, WorkflowState
from wagtail.snippets.permissions import get_permission_name

CACHE, HOMES = "_languages_within_reach", "_home_pages"


def languages_of(user) -> set[int]:
    """The ids of the locales whose home page the person may edit."""
    return set(_reach(user))


def codes_of(user) -> set[str]:
    """The codes of the same."""
    return set(_reach(user).values())


def codes_of_all(user) -> dict[int, str]:
    """{locale's id: code} of every language with a home page; read with those within reach, once a request."""
    return {home.locale_id: home.locale.language_code for home in _homes(user)}


def _homes(user) -> list[Page]:
    """With what Wagtail would ask of each: whether it is reviewed, and who reviews it opens it."""
    if not hasattr(user, HOMES):
        reviewed = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(Page), object_id=Cast(OuterRef("pk"), CharField())
        )
        homes = Page.objects.filter(depth=2).select_related("locale").annotate(is_reviewed=Exists(reviewed))
        for home in homes:
            if not home.is_reviewed:
                home._current_workflow_states = []
        setattr(user, HOMES, list(homes))
    return getattr(user, HOMES)


def _reach(user) -> dict[int, str]:
    if not hasattr(user, CACHE):
        within = [home.locale for home in _homes(user) if home.permissions_for_user(user).can_edit()]
        setattr(user, CACHE, {locale.pk: locale.language_code for locale in within})
    return getattr(user, CACHE)


def may_open(user, instance) -> bool:
    """Whether a person may see a text in its editor: by permission, or because it is theirs to review."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    task = instance.current_workflow_task if hasattr(instance, "current_workflow_task") else None
    if task and task.user_can_access_editor(instance, user):
        return True
    in_reach = not isinstance(instance, TranslatableMixin) or instance.locale_id in languages_of(user)
    return in_reach and user.has_perm(get_permission_name("change", type(instance)))


def may_change(user, instance) -> bool:
    """Whether a person may change a text now: within reach, and locked neither by a person, a review nor a schedule."""
    if not may_open(user, instance):
        return False
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return not (lock and lock.for_user(user))


def may_translate(user, instance) -> bool:
    """Whether a person may change the sentences of a translation now: while they are reviewed nobody does, reviewers neither."""
    return may_change(user, instance) and not getattr(instance, "workflow_in_progress", False)


def may_publish(user, instance) -> bool:
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return user.has_perm(get_permission_name("publish", type(instance)))
