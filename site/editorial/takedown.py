"""Take something down everywhere, and put it back: a page, a campaign, an image, a document."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowState
from wagtail.search import index

from core import withdrawal
from core.models.withdrawal import Withdrawable
from core.sign_off import SignOffError, digest
from editorial.approvals import is_approved
from editorial.models import Approval, Takedown, TakenDown


def affected(thing) -> list:
    """What is public of it now and would go: pages in every language with all that is under them, or the file."""
    if isinstance(thing, Withdrawable):
        return [thing] if thing.may_be_shown else []
    chosen = [thing] if isinstance(thing, Page) else withdrawal.pages_of(thing)
    versions = Page.objects.filter(translation_key__in=[page.translation_key for page in chosen])
    below = Q(pk__in=[])
    for path in versions.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return list(Page.objects.live().filter(below).select_related("locale").order_by("path").specific())


@transaction.atomic
def take_down(thing, user, reason: str = "") -> Takedown:
    """Unpublish or withdraw all that it is public as, in one transaction; copies are forgotten once it is committed.

    Raises SignOffError where nothing of it is public.
    """
    going = affected(thing)
    if not going:
        raise SignOffError(_("Nothing of “%(title)s” is public.") % {"title": thing})
    takedown = Takedown.objects.create(label=str(thing)[:255], reason=reason, user=user)
    for one in going:
        _record(takedown, one)
    for one in going:
        if isinstance(one, Withdrawable):
            one.withdraw(taken_down=True)
        else:
            _unpublish(one, user)
        _log(one, "editorial.takedown", user, reason)
    transaction.on_commit(lambda: withdrawal.purge(going))
    return takedown


@transaction.atomic
def undo(takedown: Takedown, user) -> list[str]:
    """Put back exactly what was taken down; the titles of what could not be, since it has changed or gone meanwhile.

    Raises SignOffError where it was put back already.
    """
    locked = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if locked.undone_at:
        raise SignOffError(_("“%(title)s” was put back already.") % {"title": takedown})
    left, back = [], []
    # Sources before their translations, which do not go live without them; parents before children.
    for item in sorted(takedown.items.select_related("revision"), key=_order):
        one = _instance(item)
        if one is None or not _put_back(item, one, takedown):
            left.append(item.title)
        else:
            back.append(one)
            _log(one, "editorial.takedown_undone", user, takedown.reason)
    locked.undone_at, locked.undone_by = timezone.now(), user
    locked.save()
    transaction.on_commit(lambda: withdrawal.purge(back))
    return left


def _record(takedown: Takedown, one) -> None:
    is_page = isinstance(one, Page)
    base = one.get_base_content_type() if is_page else _content_type(one)
    TakenDown.objects.create(
        takedown=takedown,
        base_content_type=base,
        object_id=str(one.pk),
        title=str(one)[:255],
        language=one.locale.language_code if is_page else "",
        revision=one.live_revision if is_page else None,
        was_approved=is_page and is_approved(one, digest(one)),
    )


def _unpublish(page: Page, user) -> None:
    """With its schedule and its review: it does not come back by itself."""
    Revision.objects.for_instance(page).update(approved_go_live_at=None)
    state = page.current_workflow_state
    if state and state.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        state.cancel(user=user)
    current = type(page).objects.get(pk=page.pk)
    if current.live:
        current.unpublish(user=user)


def _put_back(item: TakenDown, one, takedown: Takedown) -> bool:
    """Whether it is public again, with the very words that were; not where it has been published or withdrawn since."""
    if isinstance(one, Withdrawable):
        if one.taken_down:
            one.restore()
        return one.may_be_shown
    if one.live or (one.last_published_at and one.last_published_at > takedown.created_at):
        return False
    fields = {
        "live": True,
        "live_revision": item.revision,
        "has_unpublished_changes": bool(item.revision and one.latest_revision_id != item.revision_id),
    }
    if item.was_approved:
        words = digest(one)
        Approval.objects.of(one).filter(digest=words, spent_at__gte=takedown.created_at).update(spent_at=None)
        for name, value in fields.items():
            setattr(one, name, value)
        one.save(update_fields=list(fields))
    else:
        # Live from the start, such as the first home page: no sign-off of it was ever recorded.
        type(one).objects.filter(pk=one.pk).update(**fields)
    index.insert_or_update_object(one)
    return True


def _instance(item: TakenDown):
    return item.instance.specific if isinstance(item.instance, Page) else item.instance


def _order(item: TakenDown) -> tuple:
    from django.conf import settings

    return item.language not in ("", settings.LANGUAGE_CODE), item.pk


def _log(one, action: str, user, reason: str) -> None:
    if isinstance(one, Page):
        log(instance=one, action=action, user=user, data={"reason": reason})


def _content_type(one):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(one)
