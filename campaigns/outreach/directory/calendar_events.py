"""What this room puts into the calendar: the days by which entries have to be verified again, each day's together."""

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.proposals.acts import ADD
from campaigns.outreach.directory.stale import YEAR
from core.editor.calendar import Event, Kind, State


def verifications(user, start: date, end: date) -> list[Event]:
    """For those who propose what is found."""
    if not user.has_perm(ADD):
        return []
    days = Entry.objects.filter(withdrawn_at=None, verified_on__gte=start - YEAR, verified_on__lt=end - YEAR)
    counted = days.order_by("verified_on").values("verified_on").annotate(number=Count("pk"))
    return [_event(one["verified_on"] + YEAR, one["number"]) for one in counted]


def _event(day: date, number: int) -> Event:
    said = ngettext(
        "%(number)d entry of the directory to verify", "%(number)d entries of the directory to verify", number
    )
    return Event(
        key=f"directory-{day.isoformat()}",
        kind=Kind.FACT,
        title=said % {"number": number},
        when=day,
        state=State.OVERDUE if day < timezone.localdate() else State.PLANNED,
        url=f"{reverse('directory_entries')}?state=stale",
    )
