"""What each task is given to do, what becomes of it, and what the periodic jobs do later where a worker was killed at it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from campaigns.plan.models import PressRun, PrintedItem, RecallMail
from campaigns.plan.relay import recall_mails
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets import watching
from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitEdition, KitFile
from editorial.board import runs
from editorial.models import TranslationRun
from home.models import HomePage
from operations import schedule
from operations.models import JobRecord
from tests import factories
from tests.plan.sheets import printed
from tests.prevention import kits

LONG = timedelta(hours=1)


@dataclass(frozen=True)
class Scenario:
    begin: Callable[[], object]
    effect: Callable[[], object]
    later: Callable[[], object] = lambda: None


def begin_translations():
    home = HomePage.objects.get()
    pages = [factories.standard_page(home, title=f"Page {n}", slug=f"page-{n}", lead="Deux mois.") for n in range(3)]
    english, _new = Locale.objects.get_or_create(language_code="en")
    objects = [("home.HomePage", home.pk), *(("home.StandardPage", page.pk) for page in pages)]
    run = TranslationRun.objects.create(label="x", locale=english, to_do=objects)
    runs.work.enqueue(run.pk)


def translated():
    run = TranslationRun.objects.get()
    drafts = Page.objects.filter(locale__language_code="en").order_by("slug")
    saved = {page.slug: Revision.objects.for_instance(page).count() for page in drafts}
    return [run.done, run.skipped, run.errors, run.finished_at is not None, saved]


def later_translations():
    TranslationRun.objects.filter(finished_at=None).update(moved_at=timezone.now() - LONG)
    runs.ENGINE.resume()


def begin_kit():
    catalogue = kits.catalogue(HomePage.objects.get())
    kit = factories.kit(catalogue)
    editions.renew.enqueue(kit.pk)


def kit_files():
    made = [[one.number, one.finished_at is not None, one.problem] for one in KitEdition.objects.order_by("pk")]
    files = [[one.name, one.file.storage.size(one.file.name) == one.size] for one in KitFile.objects.order_by("pk")]
    return [made, sorted(files)]


def later_kits():
    KitEdition.objects.filter(finished_at=None).update(moved_at=timezone.now() - LONG)
    editions.ENGINE.resume()


def campaign_page():
    return factories.campaign_page(factories.campaign_index(HomePage.objects.get()))


def begin_sheets():
    page = campaign_page()
    to_do = [[key, "fr", printed.link(page.campaign).pk] for key in ("poster-a4", "square")]
    run = PressRun.objects.create(campaign=page.campaign, to_do=to_do, errors=[])
    press_runs.work.enqueue(run.pk)


def sheets():
    run = PressRun.objects.get()
    items = PrintedItem.objects.filter(replaced_at=None).order_by("format")
    made = [[item.format, item.file.storage.size(item.file.name) == item.size, item.stale_since] for item in items]
    return [run.done, run.errors, run.finished_at is not None, made, PrintedItem.objects.count()]


def later_sheets():
    PressRun.objects.filter(finished_at=None).update(moved_at=timezone.now() - LONG)
    press_runs.ENGINE.resume()


def begin_look():
    page = campaign_page()
    for key in ("poster-a4", "square"):
        printed.item(printed.link(page.campaign), key=key)
    watching.look_again.enqueue("campaign", page.campaign.pk)


def flagged():
    return [[item.format, bool(item.stale_since), item.stale_reason] for item in PrintedItem.objects.order_by("format")]


def begin_mail():
    page = campaign_page()
    item = printed.item(printed.placed(page.campaign, printed.partner()))
    mail = RecallMail.objects.create(campaign=page.campaign, partner=item.partner, reason="x")
    mail.items.set([item])
    recall_mails.send.enqueue(mail.pk)


def mailed():
    """A mail that left just before the kill leaves again: all copies bear one id, so that it is one to who gets it."""
    folder = settings.VAR_DIR / "mails"
    texts = [path.read_text() for path in folder.glob("*")] if folder.exists() else []
    ids = {line for text in texts for line in text.splitlines() if line.lower().startswith("message-id")}
    mail = RecallMail.objects.get()
    return [mail.sent_at is not None, mail.problem, len(ids)]


def scheduled_pages():
    """Two that were due an hour ago."""
    home = HomePage.objects.get()
    for number in range(2):
        page = factories.standard_page(home, title=f"Page {number}", slug=f"page-{number}")
        page.unpublish()
        page = type(page).objects.get(pk=page.pk)
        revision = page.save_revision()
        factories.approve(revision)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - LONG)


def begin_job():
    """The job that publishes what was scheduled."""
    scheduled_pages()
    schedule.register_jobs()
    now = timezone.now()
    JobRecord.objects.exclude(name="publish-scheduled").update(due_at=now + schedule.GRACE)
    assert schedule.tick(now) == ["publish-scheduled"]


def published():
    record = JobRecord.objects.get(name="publish-scheduled")
    pages = Page.objects.filter(slug__startswith="page-").order_by("slug")
    logged = {page.slug: page.pagelogentry_count for page in _with_publications(pages)}
    return [record.finished_at is not None, record.failures, [page.live for page in pages], logged]


def _with_publications(pages):
    from django.db.models import Count, Q
    from wagtail.models import PageLogEntry

    for page in pages:
        found = PageLogEntry.objects.filter(page=page.pk).aggregate(
            n=Count("pk", filter=Q(action="wagtail.publish.scheduled"))
        )
        page.pagelogentry_count = found["n"]
        yield page


SCENARIOS = {
    "editorial.board.runs.work": Scenario(begin_translations, translated, later_translations),
    "campaigns.prevention.kits.editions.renew": Scenario(begin_kit, kit_files, later_kits),
    "campaigns.plan.sheets.runs.work": Scenario(begin_sheets, sheets, later_sheets),
    "campaigns.plan.sheets.watching.look_again": Scenario(begin_look, flagged),
    "campaigns.plan.relay.recall_mails.send": Scenario(begin_mail, mailed),
    "operations.schedule.run": Scenario(begin_job, published),
}
