"""The launch calendar as iCalendar (RFC 5545), at an address that only its owner knows, with what the owner may see now."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from campaigns.plan.calendar.month import Month
from campaigns.plan.models import CalendarFeed
from core.editor.calendar import Event, day_of, events
from core.files import calendars

MONTHS_BACK, MONTHS_AHEAD = 3, 18
# The address is a secret: it is neither kept nor told to anybody.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """404 in plain text for a token that is not, or no longer, somebody's of the team: a page would have links to leave by."""
    found = CalendarFeed.objects.select_related("user__wagtail_userprofile").filter(token=token).first()
    if found is None or not found.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponse("404", status=404, content_type="text/plain", headers=HEADERS)
    language = language_of(found.user)
    with translation.override(language):
        body = written(found.user, timezone.now()).to_ical()
    named = {"Content-Disposition": 'inline; filename="calendar.ics"', "Content-Language": language}
    return HttpResponse(body, content_type=calendars.KIND, headers=HEADERS | named)


def address(feed: CalendarFeed) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("calendar_feed", args=[feed.token])


def language_of(user) -> str:
    """The language in which the person uses the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.preferred_language if profile and profile.preferred_language else settings.LANGUAGE_CODE


def written(user, now: datetime) -> Calendar:
    """All that the person may see, from three months before this month until eighteen after it."""
    month = Month.of(day_of(now))
    calendar = calendars.begun(
        _("Launch calendar – %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}, "Launch calendar"
    )
    for event in events(user, month.plus(-MONTHS_BACK).start, month.plus(MONTHS_AHEAD).end):
        calendar.add_component(_entry(event, now))
    return calendar


def _entry(event: Event, now: datetime) -> Entry:
    entry = calendars.entry(event.key, event.changed, now)
    if event.is_all_day:
        calendars.add_days(entry, event.when, event.last_day)
    else:
        calendars.add_moments(entry, event.when, event.until)
    entry.add("summary", _("%(kind)s: %(title)s") % {"kind": event.kind.label, "title": event.title})
    entry.add("description", _description(event))
    entry.add("categories", [event.kind.label])
    # Nobody is busy because a campaign runs.
    entry.add("transp", "TRANSPARENT")
    if event.url:
        entry.add("url", settings.BASE_URL.rstrip("/") + event.url)
    return entry


def _description(event: Event) -> str:
    lines = [_("State: %(state)s") % {"state": event.state.label}]
    if event.languages:
        lines.append(_("Languages: %(languages)s") % {"languages": ", ".join(event.languages)})
    return "\n".join(lines)


urls = [path("calendar/<str:token>.ics", feed, name="calendar_feed")]
