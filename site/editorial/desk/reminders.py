"""Of which decisions somebody is reminded by mail: by their number and the first day, never by their words."""

from datetime import datetime, timedelta

from core.editor.calendar import day_of
from core.editor.today import Task
from editorial import today
from editorial.rota import absences

LONG = timedelta(days=3)  # waits longer than that
SOON = timedelta(days=2)  # is to be decided by then


def urgent(user, now: datetime) -> list[Task]:
    """The most urgent first; nothing for whoever is away, as long as somebody else of their steps is there."""
    if absences.is_unasked(user):
        return []
    last = day_of(now) + SOON
    found = today.reviews(user, now)
    return [task for task in found if (task.due and task.due <= last) or (task.since and task.since < now - LONG)]
