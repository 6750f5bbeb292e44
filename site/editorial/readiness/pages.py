"""What pages are like inside: their structure as the server reads it, what a browser found, their links to other sites."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from wagtail.models import Page

from core.navigation import outside as other_sites
from core.navigation.outside import Shown
from core.publication.readiness import Failure, Subject, check
from core.text.structure import problems
from core.words.phrases import day
from core.words.phrases import phrase as _
from core.words.phrases import phrases as ngettext
from editorial.models import BrowserCheck, OutsideLink
from editorial.readiness.texts import edit

# Seconds for which what was read of a revision is remembered: templates and facts may change what it shows.
REMEMBERED = 60 * 60
# After this time without a check of its links, the worker has stopped.
OLD = timedelta(days=3)


def checked_revision(page: Page) -> int | None:
    """The revision that goes out: what is live, or else the latest draft."""
    return (page.live_revision_id if page.live else None) or page.latest_revision_id


@check("structure", gettext_lazy("Headings, alternatives, link texts and languages are right in the page's HTML"))
def structure(subject: Subject) -> list[Failure]:
    """No query for what was read within the hour; else each page is rendered once, as its visitors get it."""
    keys = {page.pk: f"structure:{page.pk}:{checked_revision(page)}:{get_language()}" for page in subject.pages}
    known = cache.get_many(keys.values())
    new = {}
    failures = []
    for page in subject.pages:
        key = keys[page.pk]
        found = known[key] if key in known else new.setdefault(key, _read(page, subject.language))
        failures += [
            Failure(_("“%(page)s”: %(problem)s") % {"page": page.team_title, "problem": one}, edit(page))
            for one in found
        ]
    cache.set_many(new, REMEMBERED)
    return failures


def _read(page: Page, language: str) -> list[str]:
    """What is wrong with a page, as somebody without an account would see it now or once it is live."""
    shown = page if page.live else page.get_latest_revision_as_object()
    with override(get_language()):  # rendering a page leaves its language behind
        response: HttpResponse = shown.make_preview_request()
    if response.status_code != 200:
        return [_("it cannot be shown (status %(status)d).") % {"status": response.status_code}]
    return [problem.message for problem in problems(response.content.decode(), language)]


@check("browser", gettext_lazy("The accessibility checks in the browser find nothing"))
def browser(subject: Subject) -> list[Failure]:
    """One query. A page that nobody has checked fails too: what was not looked at is not known to be right."""
    revisions = {page.pk: checked_revision(page) for page in subject.pages}
    last = {one.revision_id: one for one in BrowserCheck.objects.filter(revision__in=revisions.values())}
    failures = []
    for page in subject.pages:
        found = last.get(revisions[page.pk])
        if found is None:
            message = _("“%(page)s” was not checked in a browser yet: open the check, it runs by itself.")
            failures.append(Failure(message % {"page": page.team_title}, check_address(page)))
        elif found.errors:
            message = ngettext(
                "“%(page)s”: the check in the browser found %(count)d problem: %(details)s",
                "“%(page)s”: the check in the browser found %(count)d problems: %(details)s",
                found.errors,
            )
            said = {"page": page.team_title, "count": found.errors, "details": ", ".join(found.details[:5])}
            failures.append(Failure(message % said, check_address(page)))
    return failures


def check_address(page: Page) -> str:
    """Where a page is checked in the browser; the way to its editor is there too."""
    return reverse("browser_check", args=[page.pk])


@check("outside", gettext_lazy("Links to other sites answered when they were last asked"))
def outside(subject: Subject) -> list[Failure]:
    """One query besides those of the rooms that show links. Nothing is asked now: the background work did."""
    if not settings.CHECK_OUTSIDE_LINKS:
        return []
    shown = list(dict.fromkeys(other_sites.shown_on(subject.pages)))
    links = OutsideLink.objects.filter(url__in={one.url for one in shown}, checked_at__isnull=False)
    known = {link.url: link for link in links}
    messages = [(one, _wrong(one, known.get(one.url))) for one in shown]
    return [Failure(message, one.mended_at) for one, message in messages if message]


def _wrong(shown: Shown, link: OutsideLink | None) -> str:
    said = {"where": shown.where, "url": shown.url}
    if link is None:
        return _("“%(where)s” links to %(url)s, which was not checked yet: that happens within the hour.") % said
    said["day"] = day(link.checked_at, "SHORT_DATETIME_FORMAT")
    if link.checked_at < timezone.now() - OLD:
        return _("“%(where)s” links to %(url)s, last checked on %(day)s: the background work has stopped.") % said
    if link.is_broken:
        said["reason"] = link.reason
        return _("“%(where)s” links to %(url)s, and %(reason)s (checked on %(day)s).") % said
    return ""
