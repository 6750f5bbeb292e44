"""The next events, for the home page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.navigation.frame import Frame
from core.text import tokens
from home.events import moments
from home.events.models import EventIndexPage, EventPage

MOST = 3


@dataclass(frozen=True)
class Next:
    """The list of events of a language and the next of them."""

    index: Page
    events: list[EventPage]


def upcoming(request: HttpRequest) -> Next | None:
    """None where nothing is planned; no query where there is no list of events."""
    index = next((page for page in Frame.of(request).menu if page.specific_class is EventIndexPage), None)
    if index is None:
        return None
    now = timezone.now()
    moments.until_next_ends(request, now)
    planned = EventPage.objects.child_of(index).filter(is_cancelled=False).told().upcoming(now)
    events = moments.agree(tokens.gather(planned[:MOST]))
    return Next(index, events) if events else None
