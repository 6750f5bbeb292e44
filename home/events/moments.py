"""When events are: in words, and one in all languages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.country import country
from serving.page_cache import shown_until


def told(begins: datetime, ends: datetime) -> str:
    """By the clock of the country: a day with its hours, or from a moment to another."""
    zone = timezone.get_default_timezone()
    first, last = begins.astimezone(zone), ends.astimezone(zone)
    said = {
        "day": date_format(first, "l"),
        "date": date_format(first, "DATE_FORMAT"),
        "from": date_format(first, "TIME_FORMAT"),
        "to": date_format(last, "TIME_FORMAT"),
        "last": date_format(last, "DATE_FORMAT"),
        "zone": country().time,
    }
    if first.date() == last.date():
        return _("%(day)s %(date)s, from %(from)s to %(to)s (%(zone)s)") % said
    return _("From %(date)s, %(from)s, to %(last)s, %(to)s (%(zone)s)") % said


def until_next_ends(request: HttpRequest, now: datetime) -> None:
    """What lists events is kept no longer than until the next of them is over."""
    from home.events.models import EventPage

    ends = EventPage.objects.filter(live=True, ends_at__gt=now).order_by("ends_at").values_list("ends_at", flat=True)
    if moment := ends.first():
        shown_until(request, moment)


def agree(pages: Sequence[Any]) -> Sequence[Any]:
    """Have each say what the page from which it was translated says now of date, place and cancellation: one query.

    Words of a translation wait for its own approval; nobody is sent to a wrong day meanwhile.
    """
    from home.events.models import EventPage
    from home.events.models.pages import SHARED

    keys = {page.translation_key for page in pages}
    found = EventPage.objects.filter(translation_key__in=keys, live=True) if keys else EventPage.objects.none()
    originals = {}
    for row in found.order_by("pk").values("pk", "translation_key", *SHARED):
        originals.setdefault(row["translation_key"], row)
    for page in pages:
        original = originals.get(page.translation_key)
        if original and original["pk"] != page.pk:
            for name in SHARED:
                setattr(page, name, original[name])
    return pages
