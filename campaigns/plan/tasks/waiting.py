"""What tasks put on the list of today and into the calendar."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.models import CampaignTask, TaskComment
from campaigns.plan.tasks.people import may_open
from core.editor import calendar
from core.editor.calendar import Event, State, day_of
from core.editor.search.sources import SHOWN, Asked, Found, Section
from core.editor.today import Kind, Task
from editorial.sign_off.four_eyes import name_of


def given(user, now: datetime) -> Iterator[Task]:
    """To whom they were given; those that nobody took and that are late, to whoever plans; one query.

    One in which a comment names this person is told by `mentions`. Who opens no campaign reads a task of theirs on a page that shows its words alone.
    """
    opens = may_open(user)
    mine = Q(assignee=user)
    if user.has_perm("plan.add_campaign"):
        mine |= Q(assignee=None, due__lt=day_of(now))
    named = Exists(_unanswered(user).filter(task=OuterRef("pk")))
    for task in CampaignTask.objects.filter(mine, ~named, done_at=None).select_related("campaign"):
        said = "%(campaign)s" if task.assignee_id else _("%(campaign)s. Nobody has taken it yet.")
        yield Task(
            kind=Kind.TASK,
            title=task.title,
            url=address(task) if opens else reverse("own_task", args=[task.pk]),
            about=said % {"campaign": task.campaign},
            since=None if task.due else task.assigned_at or task.created_at,
            due=task.due,
        )


def mentions(user, now: datetime) -> Iterator[Task]:
    """Of this person in comments on open tasks, until they say something themselves; one for each task, one query.

    Who opens no campaign is named in comments on their own tasks, and reads there what the task asks.
    """
    opens, found = may_open(user), _unanswered(user)
    latest = {comment.task_id: comment for comment in found.select_related("task__campaign", "author")}
    for comment in latest.values():
        who = name_of(comment.author) if comment.author else _("Somebody")
        said = _("%(who)s names you in a comment on a task of “%(campaign)s”.")
        yield Task(
            kind=Kind.TASK,
            title=comment.task.title,
            url=f"{address(comment.task)}#comment-{comment.pk}"
            if opens
            else reverse("own_task", args=[comment.task_id]),
            about=said % {"who": who, "campaign": comment.task.campaign},
            since=comment.at,
            due=comment.task.due if comment.task.assignee_id == user.pk else None,
        )


def _unanswered(user) -> QuerySet[TaskComment]:
    answers = TaskComment.objects.filter(task=OuterRef("task"), author=user, pk__gt=OuterRef("pk"))
    found = TaskComment.objects.filter(~Exists(answers), mentioned=user, task__done_at=None).exclude(author=user)
    return found if may_open(user) else found.filter(task__assignee=user)


def events(user, start: date, end: date) -> list[Event]:
    """The days on which open tasks are due; one query."""
    if not may_open(user):
        return []
    today = day_of(timezone.now())
    found = CampaignTask.objects.filter(done_at=None, due__gte=start, due__lt=end).select_related("campaign")
    return [
        Event(
            key=f"task-{task.pk}",
            kind=calendar.Kind.TASK,
            title=f"{task.campaign} – {task.title}",
            when=task.due,
            state=State.OVERDUE if task.is_late(today) else State.PLANNED,
            bundle=key_of(task.campaign_id),
            url=address(task),
            changed=task.changed_at,
        )
        for task in found
    ]


def search(user, asked: Asked) -> Iterator[Section]:
    """Open and done ones, by their words and by what was said about them."""
    if not may_open(user):
        return
    said = TaskComment.objects.filter(task=OuterRef("pk"), text__icontains=asked.text)
    found = CampaignTask.objects.filter(Q(title__icontains=asked.text) | Exists(said))
    found = found.select_related("campaign", "assignee").order_by(F("done_at").desc(nulls_first=True), "pk")
    rows = list(found[: SHOWN + 1])
    yield Section(_("Tasks"), "tasks", [Found(one.title, address(one), _about(one)) for one in rows[:SHOWN]], len(rows))


def _about(task: CampaignTask) -> str:
    state = _("done") if task.done_at else date_format(task.due, "SHORT_DATE_FORMAT") if task.due else _("no date")
    who = name_of(task.assignee) if task.assignee else _("Nobody yet")
    return f"{task.campaign} · {who} · {state}"


def address(task: CampaignTask) -> str:
    return reverse("campaign_task", args=[task.campaign_id, task.pk])
