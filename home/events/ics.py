"""Events as iCalendar (RFC 5545)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from core.files import calendars
from core.protection.zones import Zone, protect
from core.text import tokens

MOST = 200
BREAKS = str.maketrans({"\r": " ", "\n": " "})


def answer(request: HttpRequest, name: str, events: Iterable[Any], filename: str) -> HttpResponse:
    """Calendars that say what they have get 304 where it is the same; nothing keeps it."""
    calendar = calendars.begun(_one_line(name), "Events")
    now = timezone.now()
    for event in tokens.gather(events):
        calendar.add_component(entry(event, now))
    text = calendar.to_ical()
    tag = f'"{hashlib.sha256(text).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Disposition": f'inline; filename="{filename}"'}
    response = HttpResponse(text, content_type=calendars.KIND, headers=headers)
    response = get_conditional_response(request, etag=tag, response=response)
    return protect(response, Zone.OPEN)


def entry(event: Any, now: datetime) -> Entry:
    """Named alike in every language, and by every version."""
    made = calendars.entry(f"event-{event.translation_key}", event.last_published_at, now)
    calendars.add_moments(made, event.starts_at, event.ends_at)
    made.add("summary", _one_line(event.title))
    made.add("description", "\n\n".join(_told(event)))
    if where := _where(event):
        made.add("location", where)
    made.add("categories", [str(event.get_kind_display())])
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.full_url:
        made.add("url", event.full_url)
    return made


def _where(event: Any) -> str:
    if event.place or event.departement:
        territory = f"{event.departement_name} ({event.departement})" if event.departement else ""
        return ", ".join(filter(None, [event.place, territory]))
    return str(_("Online")) if event.is_online else ""


def _told(event: Any) -> Iterable[str]:
    if event.is_cancelled:
        yield f"{_('This event is cancelled.')} {event.cancelled_note}".strip()
    yield str(event.summary)
    if event.is_online:
        yield event.how_to_join
    if event.registration:
        yield event.registration
    if asked := " · ".join(filter(None, [event.contact_telephone, event.contact_email])):
        yield f"{_('Questions')}{_(':')} {asked}"
    if event.full_url:
        yield event.full_url


def _one_line(text: str) -> str:
    return text.translate(BREAKS)
