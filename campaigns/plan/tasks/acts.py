"""What is done with tasks: each act is noted in the history of the campaign, and tells those whom it concerns."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.plan.models import Campaign, CampaignTask, TaskComment
from campaigns.plan.tasks import mails, patterns
from campaigns.plan.tasks.days import counted_from
from campaigns.plan.tasks.patterns import Pattern

ADDED, DONE, OPENED, DELETED = "plan.task_add", "plan.task_done", "plan.task_open", "plan.task_delete"


@transaction.atomic
def add(tasks: Iterable[CampaignTask], user) -> None:
    """Tasks of one campaign."""
    tasks = list(tasks)
    for task in tasks:
        task.created_by = user
        task.assigned_at = timezone.now() if task.assignee_id else None
        _save(task)
    if tasks:
        log(tasks[0].campaign, ADDED, user=user, data={"tasks": [task.title for task in tasks]})
    mails.tell({task.assignee_id for task in tasks}, by=user)


@transaction.atomic
def add_usual(campaign: Campaign, chosen: Iterable[tuple[Pattern, int | None]], user) -> int:
    """Add patterns, each with the id of whoever does it; none that is there already, whoever added it meanwhile."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    still_missing = set(patterns.missing(campaign))
    tasks = []
    for pattern, assignee in chosen:
        if pattern in still_missing:
            task = pattern.task(campaign)
            task.assignee_id = assignee
            tasks.append(task)
    add(tasks, user)
    return len(tasks)


@transaction.atomic
def change(task: CampaignTask, is_given: bool, user) -> None:
    """`is_given`: somebody else does it from now on."""
    if is_given:
        task.assigned_at = timezone.now() if task.assignee_id else None
    _save(task, ["title", "assignee", "due", "days_before", "assigned_at", "changed_at"])
    if is_given:
        mails.tell({task.assignee_id}, by=user)


def _save(task: CampaignTask, fields: list[str] | None = None) -> None:
    """With the day that is counted from the start as it is now: whoever moves the start meanwhile waits, or is waited for."""
    if task.days_before is not None:
        campaign = Campaign.objects.select_for_update().get(pk=task.campaign_id)
        task.due = counted_from(campaign, task.days_before)
    task.save(update_fields=fields)


@transaction.atomic
def finish(task: CampaignTask, user) -> bool:
    """Whether it was open: of two people one finishes it."""
    now = timezone.now()
    moved = CampaignTask.objects.filter(pk=task.pk, done_at=None).update(done_at=now, done_by=user, changed_at=now)
    if moved:
        log(task.campaign, DONE, user=user, data={"task": task.title})
    return bool(moved)


@transaction.atomic
def open_again(task: CampaignTask, user) -> bool:
    done = CampaignTask.objects.filter(pk=task.pk).exclude(done_at=None)
    moved = done.update(done_at=None, done_by=None, changed_at=timezone.now())
    if moved:
        log(task.campaign, OPENED, user=user, data={"task": task.title})
    return bool(moved)


@transaction.atomic
def delete(task: CampaignTask, user) -> None:
    log(task.campaign, DELETED, user=user, data={"task": task.title})
    task.delete()


@transaction.atomic
def comment(task: CampaignTask, text: str, mentioned: Iterable, user) -> TaskComment:
    people = list(mentioned)
    made = TaskComment.objects.create(task=task, author=user, text=text)
    made.mentioned.set(people)
    mails.tell({person.pk for person in people}, by=user)
    return made
