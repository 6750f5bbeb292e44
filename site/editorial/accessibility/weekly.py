"""The weekly check of what is live: facts, files and templates change pages that nobody edits.

It asks what a launch asks of a page: structure of its HTML, text alternatives, captions and transcripts. What a browser alone can
see, such as contrast, is checked in the editor's preview.
"""

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from core.publication.readiness import CHECKS, Subject
from editorial.models import AccessibilityCheck

EVERY = timedelta(days=7)
BUDGET = 10  # seconds after which a run begins no other page
ASKED = ("structure", "alternatives", "captions")


def check(budget: float = BUDGET) -> tuple[int, int]:
    """Check what was not checked for a week or was published since, the oldest first; how many, and how many have problems."""
    AccessibilityCheck.objects.filter(page__live=False).delete()
    until, count = time.monotonic() + budget, 0
    for page in due():
        if time.monotonic() >= until:
            break
        AccessibilityCheck.objects.update_or_create(
            page_id=page.pk, defaults={"problems": problems(page.specific), "checked_at": timezone.now()}
        )
        count += 1
    return count, AccessibilityCheck.objects.exclude(problems=[]).count()


def due():
    of = "accessibility_check"
    old = Q(**{f"{of}__checked_at__lt": timezone.now() - EVERY}) | Q(last_published_at__gt=F(f"{of}__checked_at"))
    live = Page.objects.live().filter(depth__gt=1).select_related("locale")
    return live.filter(Q(**{of: None}) | old).order_by(F(f"{of}__checked_at").asc(nulls_first=True), "pk")


def problems(page: Page) -> list[dict[str, str]]:
    """What is wrong with a live page, and where it is mended; in the first language of the site."""
    subject = Subject(thing=None, audience="", locale=page.locale, sources=[page], pages=[page])
    with override(settings.LANGUAGE_CODE):
        found = [failure for name in ASKED for failure in CHECKS[name].ask(subject)]
    return [{"message": failure.message, "url": failure.url} for failure in found]
