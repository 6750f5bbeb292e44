"""What the sign-off and the pages hold of a person. Revisions, approvals and links that were sent keep the names of those behind them."""

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst, format_lazy, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, LockableMixin, Page, WorkflowState

from core.editor.handover import Held, by_field, ended
from editorial.access.reach import languages_of
from editorial.models import Absence, ReviewLink

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
HANDED_IN = "current_task_state__revision__content__locale"


def outside_reach(locales: set[int | None], user) -> str:
    """In which of these languages somebody may change no text."""
    missing = Locale.objects.filter(pk__in=locales - languages_of(user) - {None}).order_by("pk")
    if not missing:
        return ""
    names = get_text_list([locale.get_display_name() for locale in missing], _("and"))
    return _("They may not change texts in these languages: %(languages)s.") % {"languages": names}


def _pages_beyond(pages, user) -> str:
    return outside_reach(set(pages.order_by().values_list("locale_id", flat=True)), user)


def _texts_beyond(states, user) -> str:
    return outside_reach(set(states.order_by().values_list(HANDED_IN, flat=True)), user)


def _open_texts() -> models.QuerySet:
    return WorkflowState.objects.filter(status__in=OPEN)


def _revoke(links, user) -> None:
    links.update(revoked_at=timezone.now())


def _links_to(user) -> models.QuerySet:
    return ReviewLink.objects.filter(account=user, decided_at=None, revoked_at=None, expires_at__gt=timezone.now())


PAGES = by_field(gettext_lazy("Pages that are theirs"), Page.objects.all, "owner", lacks=_pages_beyond)
# Who handed a text in is told what becomes of it. Who wrote it is known by its revisions, and approves it no more than before.
TEXTS = by_field(
    gettext_lazy("Texts on their way that they handed in"),
    _open_texts,
    "requested_by",
    lacks=_texts_beyond,
    name=lambda state: str(state.content_object),
)
LINKS = Held(gettext_lazy("Review links that wait for their answer"), _links_to, _revoke, ends=True)

ABSENCES = ended(gettext_lazy("Absences of theirs"), Absence.objects.all, "user")
STANDING_IN = Held(
    gettext_lazy("Absences in which they stand in"),
    lambda user: Absence.objects.filter(stand_in=user),
    lambda found, user: found.update(stand_in=None),
    ends=True,
)


def _lock(model: type[models.Model]) -> Held:
    label = format_lazy(gettext_lazy("Locked by them: {what}"), what=capfirst(model._meta.verbose_name_plural))
    return by_field(label, model._default_manager.all, "locked_by")


LOCKS = [
    _lock(model)
    for model in apps.get_models()
    if issubclass(model, LockableMixin) and (model is Page or not issubclass(model, Page))
]
