"""Making the sheets of a campaign in the background: one after the other, each named where it cannot be made."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from campaigns.plan.models import Campaign, PressRun, PrintedItem, TrackedLink
from campaigns.plan.sheets.staleness import check, differences, stale
from campaigns.plan.sheets.words import LivePages, NotLiveError, Reading, read
from press.content import Made, PressError, Target
from press.formats import FORMATS, make
from serving.clock import shared_now

# Sheets of one run: half an hour of work, and a list of them that is still small.
MOST = 5_000
# After this time without a step a worker was killed: no sheet takes as long.
STUCK = timedelta(minutes=3)
logger = logging.getLogger(__name__)


def begin(
    campaign: Campaign, formats: Iterable[str], languages: Iterable[str], links: Iterable[TrackedLink], user
) -> PressRun:
    """Enqueue the work; raises PressError where there is nothing to do, too much, or where the same is being done.

    A language in which the campaign has no live page is named in the run; the others are made.
    """
    pages, links, languages = LivePages(campaign), list(links), list(languages)
    _check(campaign, links)
    live = [language for language in languages if language in pages.by_language]
    formats = [key for key in FORMATS if key in set(formats)]
    missing = [language for language in languages if language not in live]
    errors = [_error(language=language, reason=str(NotLiveError(language))) for language in missing]
    _check_number(len(formats) * len(live) * len(links), errors)
    to_do = [[key, language, link.pk] for language in live for link in links for key in formats]
    return _open(campaign, to_do, errors, user)


def begin_again(campaign: Campaign, user, only: QuerySet[PrintedItem] | None = None) -> PressRun:
    """Make what is stale again, or that of it alone which is named, as much as a run holds; nothing for a code that is retired."""
    items = stale(campaign).filter(link__retired_at=None, format__in=list(FORMATS))
    if only is not None:
        items = items.filter(pk__in=only.values("pk"))
    to_do = [list(row) for row in items.values_list("format", "language", "link")[:MOST]]
    if not to_do:
        raise PressError(_("Nothing is stale here that can be made again."))
    return _open(campaign, to_do, [], user)


def _open(campaign: Campaign, to_do: list, errors: list[dict], user) -> PressRun:
    with transaction.atomic():
        # Two people who begin the same at once are told apart here.
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        for other in PressRun.objects.filter(campaign=campaign, finished_at=None):
            if sorted(other.to_do) == sorted(to_do):
                raise PressError(_("These sheets are being made already: follow their progress on this page."))
        run = PressRun.objects.create(campaign=campaign, requested_by=user, to_do=to_do, errors=errors)
        transaction.on_commit(lambda: work.enqueue(run.pk))
    return run


def _check(campaign: Campaign, links: list[TrackedLink]) -> None:
    if not links:
        raise PressError(_("Choose at least one code: each sheet bears one."))
    for link in links:
        if link.campaign_id != campaign.pk or link.retired_at:
            raise PressError(_("The code “%(code)s” is retired, or belongs to another campaign.") % {"code": link.code})


def _check_number(number: int, errors: list[dict]) -> None:
    if errors and not number:
        raise PressError(" ".join(error["reason"] for error in errors))
    if not number:
        raise PressError(_("Choose at least one format and one language."))
    if number > MOST:
        text = ngettext(
            "This would be %(number)s file. Choose fewer formats, languages or codes: at most %(most)s at once.",
            "This would be %(number)s files. Choose fewer formats, languages or codes: at most %(most)s at once.",
            number,
        )
        raise PressError(text % {"number": number, "most": MOST})


@task()
def work(run_id: int) -> None:
    """Make each sheet of a run from where it stopped; does nothing where another worker is at it."""
    if not _claim(run_id):
        return
    run = PressRun.objects.select_related("campaign").get(pk=run_id)
    with translation.override(settings.LANGUAGE_CODE):
        for key, language, link_id in run.to_do[run.done :]:
            _step(run, key, language, link_id)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    # What went live while they were made makes them stale at once.
    check(run.campaign.printed.all())


def _claim(run_id: int) -> bool:
    now = shared_now()
    free = Q(moved_at=None) | Q(moved_at__lt=now - STUCK)
    return bool(PressRun.objects.filter(free, pk=run_id, finished_at=None).update(moved_at=now))


def resume() -> int:
    """Enqueue again what no worker has touched for a while; returns how many runs."""
    before = shared_now() - STUCK
    stuck = PressRun.objects.filter(Q(moved_at__lt=before) | Q(moved_at=None, created_at__lt=before), finished_at=None)
    ids = list(stuck.values_list("pk", flat=True))
    for pk in ids:
        work.enqueue(pk)
    return len(ids)


def _step(run: PressRun, key: str, language: str, link_id: int) -> None:
    """One sheet, and the run's progress; one that cannot be made keeps none of the others from being made."""
    changed = ["done", "skipped", "moved_at"]
    try:
        run.skipped += not _make(run, key, language, link_id)
    except (InterfaceError, OperationalError):
        raise  # the database is away: the task is begun again
    except Exception as error:
        if not isinstance(error, PressError):
            logger.exception("%s in %s of link %s could not be made", key, language, link_id)
        code = TrackedLink.objects.filter(pk=link_id).values_list("code", flat=True).first() or ""
        run.errors.append(_error(key, language, code, _reason(error)))
        changed.append("errors")
    run.done += 1
    run.moved_at = shared_now()
    run.save(update_fields=changed)


def _make(run: PressRun, key: str, language: str, link_id: int) -> bool:
    """Whether the sheet was made: not where the one that there is was made from the same."""
    link = TrackedLink.objects.select_related("page").get(pk=link_id)
    _check(run.campaign, [link])
    reading = read(LivePages(run.campaign).of(link, language))
    former = PrintedItem.objects.filter(format=key, language=language, link=link, replaced_at=None)
    if former.filter(stale_since=None, recalled_at=None, made_from=reading.made_from).exists():
        return False
    made = make(key, reading.content, Target(link.url, link.letters))
    _store(run.campaign, link, key, reading, made)
    return True


@transaction.atomic
def _store(campaign: Campaign, link: TrackedLink, key: str, reading: Reading, made: Made) -> PrintedItem:
    # One at a time for each code, so that of each sheet one alone is the current one.
    TrackedLink.objects.select_for_update().get(pk=link.pk)
    language = reading.content.language
    item = PrintedItem(
        campaign=campaign,
        link=link,
        format=key,
        language=language,
        size=len(made.data),
        sha256=hashlib.sha256(made.data).hexdigest(),
        width=made.width,
        height=made.height,
        unit=made.unit,
        alt=made.alt,
        text=made.text,
        made_from=reading.made_from,
    )
    name = f"{campaign.slug}-{key}-{language}-{link.code}.{made.extension}"
    item.file.save(name, ContentFile(made.data), save=False)
    try:
        _replace(campaign.printed.filter(format=key, language=language, link=link, replaced_at=None), reading)
        item.save()
    except BaseException:
        default_storage.delete(item.file.name)
        raise
    return item


def _replace(former: QuerySet[PrintedItem], reading: Reading) -> None:
    """On paper it hangs on; what was not known to be stale is so from now."""
    now = timezone.now()
    for item in former.filter(stale_since=None, recalled_at=None).defer("text"):
        item.stale_since = now
        item.stale_reason = " ".join(differences(item.made_from, reading)) or _("Its page says something else today.")
        item.save(update_fields=["stale_since", "stale_reason"])
    former.update(replaced_at=now)


def _error(key: str = "", language: str = "", code: str = "", reason: str = "") -> dict[str, str]:
    return {"format": key, "language": language, "code": code, "reason": reason}


def _reason(error: Exception) -> str:
    if isinstance(error, PressError):
        return error.message
    if isinstance(error, TrackedLink.DoesNotExist):
        return _("The code no longer exists.")
    return _("It failed for a reason that nobody foresaw: %(error)s. The log says more.") % {"error": error}
