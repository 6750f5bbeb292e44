"""Events to test with."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from home.events.models import EventIndexPage, EventPage
from home.models import HomePage
from tests import factories

_numbers = count(1)


def index(home: HomePage, **fields) -> EventIndexPage:
    return factories.publish(home, EventIndexPage(**{"title": "Agenda", "slug": "agenda"} | fields))


def written(**fields) -> EventPage:
    """An event in a week that lasts two hours, unless the fields say otherwise; saved nowhere."""
    number = next(_numbers)
    begins = fields.get("starts_at") or timezone.now().replace(microsecond=0) + timedelta(days=7)
    defaults = {
        "title": f"Rencontre {number}",
        "slug": f"rencontre-{number}",
        "summary": f"En bref {number}.",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=2),
        "venue": "Salle communale",
        "departement": "69",
        "who": "Tout le monde.",
        "contact_email": "agenda@example.org",
    }
    return EventPage(**defaults | fields)


def event(under: EventIndexPage, **fields) -> EventPage:
    return factories.publish(under, written(**fields))


def past(under: EventIndexPage, days: int = 30, **fields) -> EventPage:
    return event(under, starts_at=timezone.now().replace(microsecond=0) - timedelta(days=days), **fields)
