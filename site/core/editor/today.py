"""What somebody has to do today: rooms say what waits, each task with the place where it is done, to those who may do it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from core import registry
from core.editor.calendar import day_of
from core.editor.once import one_screen
from core.words import languages

SOON = 7  # days: what is due after them, and for which nobody waits, stands behind what waits
SHOWN = 20  # tasks; the rest is counted, and shown when asked for


class Kind(models.TextChoices):
    """What a task is."""

    REVIEW = "review", _("text to decide on")
    SENT = "sent", _("text that you handed in")
    CHANGES = "changes", _("text sent back to you")
    TRANSLATION = "translation", _("translation")
    START = "start", _("late start")
    CHECKS = "checks", _("checks before a launch")
    SHEETS = "sheets", _("sheets and films")
    EDITION = "edition", _("local edition")
    FACT = "fact", _("fact or helpline to check")
    POST = "post", _("post for a network")
    TASK = "task", _("task of a campaign")
    TELL = "tell", _("people to tell")
    MESSAGE = "message", _("message from the public")

    @property
    def icon(self) -> str:
        return ICONS[self]


# By Wagtail's names of them.
ICONS = {
    Kind.REVIEW: "glasses",
    Kind.SENT: "history",
    Kind.CHANGES: "edit",
    Kind.TRANSLATION: "globe",
    Kind.START: "time",
    Kind.CHECKS: "warning",
    Kind.SHEETS: "doc-full-inverse",
    Kind.EDITION: "group",
    Kind.FACT: "clipboard-list",
    Kind.POST: "comment",
    Kind.TASK: "tasks",
    Kind.TELL: "mail",
    Kind.MESSAGE: "mail",
}


@dataclass(frozen=True)
class Task:
    """What waits for one person, and where it is done.

    `about` says in a line why, or what it holds up. `since` when it began to wait, `due` by which day it is wanted. Of what is
    equally urgent, the lowest `weight` comes first. `is_with_others`: it waits for somebody else, and this person wants to know.
    """

    kind: Kind
    title: str
    url: str
    about: str = ""
    since: datetime | None = None
    due: date | None = None
    languages: tuple[str, ...] = ()
    weight: int = 0
    is_with_others: bool = False

    @property
    def language_names(self) -> list:
        return [languages.language(code) for code in self.languages]


class Group(models.TextChoices):
    """How urgent tasks are; in the order in which they are shown."""

    OVERDUE = "overdue", _("Overdue")
    DATED = "dated", _("With a date")
    WAITING = "waiting", _("Waiting")
    LATER = "later", _("In more than a week")
    WITH_OTHERS = "with-others", _("With others: nothing to do for you now")


@dataclass(frozen=True)
class Next:
    """What somebody for whom nothing waits may do: a whole sentence, and where."""

    said: str
    url: str


Source = Callable[[Any, datetime], Iterable[Task]]

# A function of (user, now): what this person may do. The number of queries does not grow with the tasks.
TODAY = registry.Kind[Source]()
# A function of a user: what this person may do where nothing waits; None where it is no work of theirs.
NEXT = registry.Kind[Callable[[Any], Next | None]]()


@dataclass(frozen=True)
class Row:
    """A task, with its dates as they are told today."""

    task: Task
    today: date

    @property
    def days_late(self) -> int:
        return (self.today - self.task.due).days if self.task.due else 0

    @property
    def days_left(self) -> int:
        return -self.days_late

    @property
    def is_due_today(self) -> bool:
        return self.task.due == self.today

    @property
    def group(self) -> Group:
        if self.task.is_with_others:
            return Group.WITH_OTHERS
        if self.task.due is None:
            return Group.WAITING
        if self.days_left > SOON:
            return Group.WAITING if self.task.since else Group.LATER
        return Group.OVERDUE if self.days_late > 0 else Group.DATED

    @property
    def order(self) -> tuple:
        """The earliest day first; without one what has waited longest, and last what has no date at all."""
        since = self.task.since
        return (
            Group.values.index(self.group),
            self.task.due or date.max,
            since is None,
            since.timestamp() if since else 0,
            self.task.weight,
            self.task.title,
        )


@one_screen()
def rows(user, now: datetime) -> list[Row]:
    """All that waits for a person, the most urgent first."""
    today = day_of(now)
    return sorted((Row(task, today) for source in TODAY for task in source(user, now)), key=lambda row: row.order)


class TodayPanel(Component):
    name = "today"
    order = 10
    template_name = "core/today.html"

    class Media:
        css = {"all": ["css/admin/today.css"]}

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        found = rows(request.user, timezone.now())
        shown = found if "all" in request.GET else found[:SHOWN]
        is_free = all(row.task.is_with_others for row in found)
        more = Counter(row.task.kind for row in found[len(shown) :])
        return {
            "groups": [(group, [row for row in shown if row.group == group]) for group in Group],
            "is_free": is_free,
            "next": [step for give in NEXT if (step := give(request.user))] if is_free else [],
            "more": sum(more.values()),
            "more_of": [(kind.label, number) for kind, number in more.most_common()],
        }
