"""Take something down everywhere, and put it back: a page, a campaign, an image, a document."""

from collections.abc import Collection, Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, WorkflowState
from wagtail.search import index
from wagtail_localize.models import Translation

from core.models.withdrawal import Withdrawable
from core.publication import withdrawal
from core.publication.sign_off import SignOffError, digest
from editorial.access.reach import may_publish
from editorial.models import Approval, Takedown, TakenDown
from editorial.sign_off.approvals import is_approved
from editorial.translation.sources import source_of

ACT, UNDONE = "editorial.takedown", "editorial.takedown_undone"


def may_put_back(user, takedown: Takedown) -> bool:
    """Whoever may take down, and may publish each page that would be public again."""
    pages = [item.object_id for item in takedown.items.filter(base_content_type=_content_type(Page))]
    return user.has_perm("editorial.add_takedown") and all(
        may_publish(user, page) for page in Page.objects.filter(pk__in=pages)
    )


def affected(thing) -> list:
    """What is public of it now and would go: pages in every language with all that is under them, or the file."""
    if isinstance(thing, Withdrawable):
        return [] if thing.taken_down else [thing]
    return list(everywhere(_chosen(thing)).filter(live=True).select_related("locale").order_by("path").specific())


def scheduled(thing) -> list[Page]:
    """Pages that would go live, or change, by themselves: their dates are cancelled."""
    dated = _schedules(everywhere(_chosen(thing))).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in=list(dated)).select_related("locale").order_by("path"))


def under_review(pages: Iterable[Page]) -> list[Page]:
    """Those of which a review ends with the takedown, and does not come back with them; one query."""
    ids = {str(page.pk): page for page in pages if isinstance(page, Page)}
    active = WorkflowState.objects.active().filter(base_content_type=_content_type(Page), object_id__in=ids)
    return [ids[pk] for pk in active.values_list("object_id", flat=True)]


def everywhere(chosen: Iterable[Page]) -> QuerySet[Page]:
    """The pages, all below them, all of these in every language, and every alias that shows the same."""
    ids: set[int] = set()
    found = {pk for page in chosen for pk in (page.pk, page.alias_of_id) if pk}
    while found - ids:
        ids |= found
        pages = Page.objects.filter(pk__in=ids).order_by("path").values_list("path", "translation_key")
        below, last = Q(alias_of__in=ids), None
        for path, _key in pages:
            if last is None or not path.startswith(last):
                below, last = below | Q(path__startswith=path), path
        keys = {key for _path, key in pages}
        found = set(Page.objects.filter(below | Q(translation_key__in=keys)).values_list("pk", flat=True))
    return Page.objects.filter(pk__in=ids)


@transaction.atomic
def take_down(thing, user, reason: str = "") -> Takedown:
    """Unpublish or withdraw all that it is public as, in one transaction; copies are forgotten once it is committed.

    Raises SignOffError where nothing of it is public, nor about to be.
    """
    thing = _locked(thing)
    going, dated = affected(thing), scheduled(thing)
    if not going and not dated:
        raise SignOffError(_("Nothing of “%(title)s” is public.") % {"title": thing})
    takedown = Takedown.objects.create(label=str(thing)[:255], reason=reason, user=user)
    if not isinstance(thing, Page | Withdrawable):  # they have a line of their own each
        log(thing, ACT, user=user, data={"takedown": takedown.pk, "reason": reason})
    for page in dated:
        _cancel(page, user)
    for one in _followers_first(going):
        with LogContext(user):  # of the lines that bear one context's mark, a history shows the last, of whatever page
            _record(takedown, one)
            if isinstance(one, Withdrawable):
                one.withdraw(taken_down=True)
            else:
                _cancel(one, user)
                one.unpublish(user=user)
    _mark_spent(takedown, going)
    withdrawal.purge(going)
    return takedown


def returning(takedown: Takedown) -> tuple[list[tuple[str, object]], list[str]]:
    """(title, page or file) of what would come back now; the titles of what would not, since it has changed or gone meanwhile."""
    back: list[tuple[str, object]] = []
    left = []
    for item in takedown.items.order_by("-pk"):
        one = _found(item)
        if one is not None and _may_return(one, takedown, {one for _title, one in back}):
            back.append((item.title, one))
        else:
            left.append(item.title)
    return back, left


@transaction.atomic
def undo(takedown: Takedown, user) -> list[str]:
    """Put back exactly what was taken down; the titles of what could not be, since it has changed or gone meanwhile.

    Raises SignOffError where it was put back already.
    """
    locked = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if locked.undone_at:
        raise SignOffError(_("“%(title)s” was put back already.") % {"title": takedown})
    left, back = [], []
    # The other way round: sources before their translations, which do not go live without them, and aliases last.
    for item in locked.items.select_related("revision").order_by("-pk"):
        one = _found(item, is_kept=True)
        with LogContext(user):
            if one is None or not _put_back(item, one, locked):
                left.append(item.title)
                continue
            one.refresh_from_db()
            back.append(one)
            log(one, UNDONE, user=user, data={"reason": takedown.reason})
    locked.undone_at, locked.undone_by = timezone.now(), user
    locked.save(update_fields=["undone_at", "undone_by"])
    for thing in _taken_whole(locked):
        log(thing, UNDONE, user=user, data={"reason": takedown.reason})
    withdrawal.purge(back)
    return left


def _taken_whole(takedown: Takedown) -> Iterator:
    """What was taken down as one thing, a campaign say, and is still there."""
    for entry in ModelLogEntry.objects.filter(action=ACT, data__takedown=takedown.pk).select_related("content_type"):
        model = entry.content_type.model_class()
        if not issubclass(model, Withdrawable):
            yield from model.objects.filter(pk=entry.object_id)


def _chosen(thing) -> list[Page]:
    if isinstance(thing, Withdrawable):
        return []
    return [thing] if isinstance(thing, Page) else withdrawal.pages_of(thing)


# Down


def _locked(thing):
    """The thing as it is now; nobody publishes or withdraws any of it meanwhile."""
    if isinstance(thing, Withdrawable):
        return type(thing).objects.select_for_update().get(pk=thing.pk)
    list(everywhere(_chosen(thing)).select_for_update().values_list("pk"))
    return thing


def _followers_first(going: list) -> list:
    """Aliases before all else, and translations before sources, which would take them along."""
    pages = [one for one in going if isinstance(one, Page)]
    links = Translation.objects.filter(source__object_id__in=[page.translation_key for page in pages])
    links = links.exclude(source__locale_id=F("target_locale_id"))
    translations = set(links.values_list("source__object_id", "target_locale_id"))
    order = {
        page.pk: (page.alias_of_id is None, (page.translation_key, page.locale_id) not in translations, page.path)
        for page in pages
    }
    return sorted(pages, key=lambda page: order[page.pk]) if pages else going


def _record(takedown: Takedown, one) -> None:
    is_page = isinstance(one, Page)
    words = digest(one) if is_page else ""
    TakenDown.objects.create(
        takedown=takedown,
        base_content_type=_content_type(Page if is_page else type(one)),
        object_id=str(one.pk),
        title=str(one)[:255],
        language=one.locale.language_code if is_page else getattr(one, "language", ""),
        revision=one.live_revision if is_page else None,
        was_approved=is_page and is_approved(one, words),
    )
    data = {"takedown": takedown.pk, "reason": takedown.reason, "digest": words}
    log(one, ACT, user=takedown.user, data=data)


def _cancel(page: Page, user) -> None:
    """Its schedule and its review: it does not come back by itself. Each is a line of its history."""
    for revision in page.revisions.exclude(approved_go_live_at=None):
        revision.approved_go_live_at = None
        revision.save(user=user, update_fields=["approved_go_live_at"])
    if state := page.current_workflow_state:  # those that are active
        state.cancel(user=user)


def _schedules(pages: QuerySet[Page]) -> QuerySet[Revision]:
    ids = [str(pk) for pk in pages.values_list("pk", flat=True)]
    dated = Revision.objects.exclude(approved_go_live_at=None)
    return dated.filter(base_content_type=_content_type(Page), object_id__in=ids)


def _mark_spent(takedown: Takedown, going: list) -> None:
    """Give the approvals that this takedown spent its own date: the undo gives back these and no others."""
    ids = [str(one.pk) for one in going if isinstance(one, Page)]
    spent = Approval.objects.filter(base_content_type=_content_type(Page), object_id__in=ids)
    spent.filter(spent_at__gte=takedown.created_at).update(spent_at=takedown.created_at)


# Up again


def _put_back(item: TakenDown, one, takedown: Takedown) -> bool:
    """Whether it is public again, with the very words that were; not where it has been published or withdrawn since."""
    if isinstance(one, Withdrawable):
        if one.taken_down:
            one.restore()
        return one.may_be_shown
    if _has_changed(one, takedown):
        return False
    try:
        with transaction.atomic():
            _put_back_page(item, one, takedown)
    except SignOffError:
        return False
    return True


def _may_return(one, takedown: Takedown, back: Collection) -> bool:
    if isinstance(one, Withdrawable):
        one.taken_down = False
        return not one.must_be_withdrawn
    return not _has_changed(one, takedown, back)


def _has_changed(page: Page, takedown: Takedown, back: Collection = ()) -> bool:
    """Meanwhile, or what it is shown from is not public, and does not come `back` with it."""
    shown = page.alias_of or source_of(page)
    return (
        page.live
        or bool(page.last_published_at and page.last_published_at > takedown.created_at)
        or bool(page.expire_at and page.expire_at <= timezone.now())
        or bool(shown and not shown.live and shown.specific not in back)
    )


def _put_back_page(item: TakenDown, page: Page, takedown: Takedown) -> None:
    """Its row still holds the words that were live, unless others were approved for a date meanwhile: Wagtail writes those to it.

    Raises SignOffError where it shows a file that has changed since it was approved.
    """
    if item.revision and digest(page) != _digest_of_taken(page, takedown):
        published_at, page = page.last_published_at, item.revision.as_object()
        page.last_published_at = published_at
    spent = Approval.objects.of(page).filter(spent_at=takedown.created_at)
    spent.filter(digest=digest(page)).update(was_live=True)
    spent.update(spent_at=None)
    page.live = True
    page.live_revision = item.revision
    page.has_unpublished_changes = bool(page.latest_revision_id and page.latest_revision_id != item.revision_id)
    if item.was_approved or page.alias_of_id:
        page.save(clean=False)
    else:
        _put_back_unsigned(page, takedown)


def _put_back_unsigned(page: Page, takedown: Takedown) -> None:
    """Past the guard: what is exactly as it was taken down, although no approval spoke for it.

    Such are the home page, which a migration made live before anything was signed off, and a page of which a program has
    changed what its approvals name: that has become protected with the page above it, or whose type was given a field.
    """
    if digest(page) != _digest_of_taken(page, takedown):
        raise SignOffError(_("Nothing of “%(title)s” is public.") % {"title": page})
    names = ("live", "live_revision_id", "has_unpublished_changes")
    Page.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in names})
    index.insert_or_update_object(page)


def _digest_of_taken(page: Page, takedown: Takedown) -> str:
    """That of the words that were public, as its history has it."""
    taken = PageLogEntry.objects.filter(page=page.pk, action="editorial.takedown", data__takedown=takedown.pk)
    return next((entry.data["digest"] for entry in taken), "")


def _found(item: TakenDown, *, is_kept: bool = False):
    """The page or file as it is now, if asked for kept from others until this is done; None where it is gone."""
    model = item.base_content_type.model_class()
    rows = model._base_manager.filter(pk=item.object_id) if model else TakenDown.objects.none()
    one = (rows.select_for_update() if is_kept else rows).first()
    return one.specific if isinstance(one, Page) else one


def _content_type(model) -> ContentType:
    return ContentType.objects.get_for_model(model)
