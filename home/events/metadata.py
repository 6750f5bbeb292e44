"""An event as schema.org's Event."""

from campaigns.prevention.kits.metadata import Described, known, organisation
from core.models import Operator
from core.protection.zones import Zone

TERMS = "https://schema.org/"


def event(page, operator: Operator) -> Described:
    """All that is known of it; nothing of a protected page."""
    if page.zone == Zone.PROTECTED:
        return {}
    return known(
        {
            "@context": "https://schema.org",
            "@type": "EducationEvent" if page.kind == page.Kind.TRAINING else "Event",
            "url": page.full_url,
            "name": page.title,
            "description": str(page.summary),
            "inLanguage": page.locale.language_code,
            "startDate": page.starts_at.isoformat(),
            "endDate": page.ends_at.isoformat(),
            "eventStatus": f"{TERMS}{'EventCancelled' if page.is_cancelled else 'EventScheduled'}",
            "eventAttendanceMode": f"{TERMS}{_mode(page)}EventAttendanceMode",
            "location": _places(page),
            "organizer": organisation(operator),
        }
    )


def _mode(page) -> str:
    if page.is_online:
        return "Mixed" if page.place else "Online"
    return "Offline"


def _places(page) -> list[Described]:
    found = []
    if page.place:
        found.append(known({"@type": "Place", "name": page.venue, "address": page.place}))
    if page.is_online:
        found.append(known({"@type": "VirtualLocation", "url": page.full_url}))
    return found
