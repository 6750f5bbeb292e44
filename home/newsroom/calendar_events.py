"""What this room puts into the calendar: the minutes at which embargoes end."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.editor.calendar import Event, Kind, State, midnight
from home.newsroom.models import ArticlePage

# Of a page that is not live, the embargo is what its draft says.
COLUMNS = (
    "pk",
    "draft_title",
    "live",
    "embargo",
    "translation_key",
    "locale__language_code",
    "latest_revision_created_at",
    "latest_revision__content__embargo",
)


def embargoes(user, start: date, end: date) -> list[Event]:
    """One for each text, in the languages that the person may change, leading to the first of them; one query."""
    found: dict = {}
    for row, when in _within_reach(user, start, end):
        found.setdefault(row["translation_key"], []).append((row, when))
    return [_event(versions) for versions in found.values()]


def _within_reach(user, start: date, end: date) -> Iterator[tuple[dict, datetime]]:
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"})
    first, after = midnight(start), midnight(end)
    dated = Q(live=False) | Q(embargo__gte=first, embargo__lt=after)
    for row in ArticlePage.objects.filter(dated, pk__in=own.values("pk")).order_by("pk").values(*COLUMNS):
        when = row["embargo"] if row["live"] else parse_datetime(row["latest_revision__content__embargo"] or "")
        if when and first <= when < after:
            yield row, when


def _event(versions: list[tuple[dict, datetime]]) -> Event:
    first, when = versions[0]
    is_over = when <= timezone.now()
    if first["live"]:
        state = State.DONE if is_over else State.SCHEDULED
    else:
        state = State.OVERDUE if is_over else State.UNAPPROVED
    return Event(
        key=f"embargo-{first['pk']}",
        kind=Kind.EMBARGO,
        title=first["draft_title"],
        when=when,
        state=state,
        languages=tuple(row["locale__language_code"] for row, _when in versions),
        url=reverse("wagtailadmin_pages:edit", args=[first["pk"]]),
        changed=first["latest_revision_created_at"],
    )
