"""What this room puts into the calendar: the last day on which each testimony may be shown."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.editor.calendar import Event, Kind, State
from testimonies.consent.ends import endings


def ends_of_consent(user, start: date, end: date) -> list[Event]:
    """Calendars are read outside this site: the event bears the testimony's name for the team, and no pseudonym."""
    if not user.has_perm("testimonies.view_testimony") and not user.has_perm("testimonies.add_consent"):
        return []
    return [
        Event(
            key=f"consent-{ending.testimony.pk}",
            kind=Kind.CONSENT,
            title=_("%(testimony)s: last day of consent") % {"testimony": ending.testimony},
            when=ending.last_day,
            state=State.DONE if ending.last_day < timezone.localdate() else State.PLANNED,
            languages=tuple(ending.consent.languages),
            url=reverse("testimony_consents", args=[ending.testimony.pk]),
            changed=ending.consent.created_at,
        )
        for ending in endings(start, end)
    ]
