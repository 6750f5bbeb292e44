"""What this room puts into the calendar: facts and helplines to check, and facts that go out of force."""

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.editor.calendar import Event, Kind, State
from facts.models import Fact, Helpline


def checks(user, start: date, end: date) -> list[Event]:
    """The days by which somebody has to hold them against their sources."""
    return [
        _event(f"{model._meta.model_name}-review", one, one.name, one.review_by)
        for model in (Fact, Helpline)
        if user.has_perm(f"facts.change_{model._meta.model_name}")
        for one in _live(model, Q(review_by__gte=start, review_by__lt=end))
    ]


def out_of_force(user, start: date, end: date) -> list[Event]:
    if not user.has_perm("facts.change_fact"):
        return []
    ending = _live(Fact, Q(in_force_until__gte=start, in_force_until__lt=end))
    said = _("%(fact)s: last day in force")
    return [_event("fact-force", fact, said % {"fact": fact.name}, fact.in_force_until) for fact in ending]


def _live(model: type, due: Q):
    return model.objects.filter(due, live=True).select_related("latest_revision")


def _event(key: str, one: Fact | Helpline, title: str, day: date) -> Event:
    return Event(
        key=f"{key}-{one.pk}",
        kind=Kind.FACT,
        title=title,
        when=day,
        state=State.OVERDUE if day < timezone.localdate() else State.PLANNED,
        url=reverse(f"wagtailsnippets_facts_{one._meta.model_name}:edit", args=[one.pk]),
        changed=_changed(one),
    )


def _changed(one: Fact | Helpline) -> datetime | None:
    return one.latest_revision.created_at if one.latest_revision else one.last_published_at
