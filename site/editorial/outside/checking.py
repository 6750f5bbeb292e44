"""The background check of links to other sites: each once a day, a few at a time, so that no other work waits long."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from core.navigation import outside
from editorial.models import OutsideLink
from editorial.outside.fetching import Answer, Pace, probe

EVERY = timedelta(hours=23)
BUDGET = 20  # seconds after which a run begins no other address
CHUNK = 100  # pages read at once


def collect() -> int:
    """Remember each address that a live page shows, and forget those that none shows any more; how many there are."""
    shown = {one.url for pages in _live_pages() for one in outside.shown_on(pages)}
    shown = {url for url in shown if len(url) <= OutsideLink.MAX_LENGTH}
    known = set(OutsideLink.objects.values_list("url", flat=True))
    OutsideLink.objects.filter(url__in=list(known - shown)).delete()
    OutsideLink.objects.bulk_create([OutsideLink(url=url) for url in sorted(shown - known)], ignore_conflicts=True)
    return len(shown)


def _live_pages() -> Iterator[list[Page]]:
    ids = list(Page.objects.live().filter(depth__gt=1).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield list(Page.objects.filter(pk__in=ids[start : start + CHUNK]).specific())


def check(ask=probe, pace: Pace | None = None, budget: float = BUDGET) -> int:
    """Ask what was not asked for a day, those never asked first; how many. `ask` is `probe`, or stands for it in a test."""
    if not settings.CHECK_OUTSIDE_LINKS:
        return 0
    pace, until, count = pace or Pace(), time.monotonic() + budget, 0
    due = OutsideLink.objects.filter(Q(checked_at=None) | Q(checked_at__lt=timezone.now() - EVERY))
    for link in due.order_by(F("checked_at").asc(nulls_first=True), "pk"):
        if time.monotonic() >= until:
            break
        record(link, ask(link.url, pace))
        count += 1
    return count


def record(link: OutsideLink, answer: Answer) -> None:
    link.status, link.problem, link.checked_at = answer.status, answer.problem, timezone.now()
    link.first_failed_at = None if link.answered_well else link.first_failed_at or link.checked_at
    link.save()
