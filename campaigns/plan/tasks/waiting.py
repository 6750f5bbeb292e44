"""What tasks put on the list of today and into the calendar."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.models import CampaignTask, TaskComment
from campaigns.plan.tasks.people import may_open
from core.editor import calendar
from core.editor.calendar import Event, State, day_of
from core.editor.today import Kind, Task
from editorial.sign_off.four_eyes import name_of


def given(user, now: datetime) -> Iterator[Task]:
    """To whom they were given; those that nobody took and that are late, to whoever plans; one query."""
    if not may_open(user):
        return
    mine = Q(assignee=user)
    if user.has_perm("plan.add_campaign"):
        mine |= Q(assignee=None, due__lt=day_of(now))
    for task in CampaignTask.objects.filter(mine, done_at=None).select_related("campaign"):
        said = "%(campaign)s" if task.assignee_id else _("%(campaign)s. Nobody has taken it yet.")
        yield Task(
            kind=Kind.TASK,
            title=task.title,
            url=address(task),
            about=said % {"campaign": task.campaign},
            since=None if task.due else task.assigned_at or task.created_at,
            due=task.due,
        )


def mentions(user, now: datetime) -> Iterator[Task]:
    """Of this person in comments on open tasks, until they say something themselves; one for each task, one query."""
    if not may_open(user):
        return
    answers = TaskComment.objects.filter(task=OuterRef("task"), author=user, pk__gt=OuterRef("pk"))
    found = TaskComment.objects.filter(~Exists(answers), mentioned=user, task__done_at=None).exclude(author=user)
    latest = {comment.task_id: comment for comment in found.select_related("task__campaign", "author")}
    for comment in latest.values():
        who = name_of(comment.author) if comment.author else _("Somebody")
        said = _("%(who)s names you in a comment on a task of “%(campaign)s”.")
        yield Task(
            kind=Kind.TASK,
            title=comment.task.title,
            url=f"{address(comment.task)}#comment-{comment.pk}",
            about=said % {"who": who, "campaign": comment.task.campaign},
            since=comment.at,
        )


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


def address(task: CampaignTask) -> str:
    return reverse("campaign_task", args=[task.campaign_id, task.pk])
