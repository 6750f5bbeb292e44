"""What this room puts into the team's calendar: the events of the site."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.editor.calendar import Event, Kind, State, midnight
from home.events.models import EventPage

COLUMNS = (
    "pk",
    "draft_title",
    "live",
    "starts_at",
    "ends_at",
    "is_cancelled",
    "translation_key",
    "locale__language_code",
    "latest_revision_created_at",
)


def public_events(user, start: date, end: date) -> list[Event]:
    """One for each event, in the languages that the person may change, leading to the first of them; one query."""
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"})
    rows = EventPage.objects.filter(
        starts_at__lt=midnight(end), ends_at__gt=midnight(start), pk__in=own.order_by().values("pk")
    )
    found: dict = {}
    for row in rows.order_by("pk").values(*COLUMNS):
        found.setdefault(row["translation_key"], []).append(row)
    return [_event(versions) for versions in found.values()]


def _event(versions: list[dict]) -> Event:
    first = versions[0]
    return Event(
        key=f"event-{first['pk']}",
        kind=Kind.EVENT,
        title=first["draft_title"],
        when=first["starts_at"],
        until=first["ends_at"],
        state=_state(first),
        languages=tuple(row["locale__language_code"] for row in versions),
        url=reverse("wagtailadmin_pages:edit", args=[first["pk"]]),
        changed=first["latest_revision_created_at"],
    )


def _state(row: dict) -> State:
    is_over = row["ends_at"] <= timezone.now()
    if not row["live"]:
        return State.OVERDUE if is_over else State.UNAPPROVED
    if row["is_cancelled"]:
        return State.CANCELLED
    return State.DONE if is_over else State.SCHEDULED
