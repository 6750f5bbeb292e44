"""What this room puts into the calendar: facts and helplines to check, and facts that go out of force."""

from collections.abc import Iterator
from datetime import date

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.editor.calendar import Event, Kind, State
from facts.models import Fact, Helpline


def days(user, start: date, end: date) -> list[Event]:
    """By which somebody has to hold them against their sources, and the last ones in force; to who may change them, in one query."""
    sorts = [one for one in (Fact, Helpline) if user.has_perm(f"facts.change_{one._meta.model_name}")]
    found = [_live(model, start, end) for model in sorts]
    rows = found[0].union(*found[1:]) if found else ()
    return [event for row in rows for event in _events(row, start, end)]


def _live(model: type[Fact] | type[Helpline], start: date, end: date):
    near, ends = Q(review_by__gte=start, review_by__lt=end), Cast(Value(None), DateField())
    if model is Fact:
        near, ends = near | Q(in_force_until__gte=start, in_force_until__lt=end), F("in_force_until")
    found = model.objects.filter(near, live=True).order_by()
    changed = Coalesce("latest_revision__created_at", "last_published_at")
    return found.values("pk", "name", "review_by", sort=Value(model._meta.model_name), ends=ends, changed=changed)


def _events(row: dict, start: date, end: date) -> Iterator[Event]:
    if row["review_by"] and start <= row["review_by"] < end:
        yield _event(row, f"{row['sort']}-review", row["name"], row["review_by"])
    if row["ends"] and start <= row["ends"] < end:
        said = _("%(fact)s: last day in force") % {"fact": row["name"]}
        yield _event(row, "fact-force", said, row["ends"])


def _event(row: dict, key: str, title: str, day: date) -> Event:
    return Event(
        key=f"{key}-{row['pk']}",
        kind=Kind.FACT,
        title=title,
        when=day,
        state=State.OVERDUE if day < timezone.localdate() else State.PLANNED,
        url=reverse(f"wagtailsnippets_facts_{row['sort']}:edit", args=[row["pk"]]),
        changed=row["changed"],
    )
