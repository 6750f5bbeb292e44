"""Tells people by mail that something waits for them, and never what: at once or once a day, as each of them chose.

Of decisions that press whoever wants any mail is reminded once a day.

One mail at a time waits for a person, whatever happens meanwhile. Whoever takes it sends it, and puts it back where the server refused it:
nobody gets one twice.
"""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task

from campaigns.plan.calendar.feed import language_of
from campaigns.plan.models import TaskMail
from campaigns.plan.tasks import waiting
from campaigns.plan.tasks.people import may_be_given
from core.editor.calendar import day_of
from core.editor.today import Task
from editorial.desk import reminders

HOUR = 7  # of the morning in the country
SOON = timedelta(days=7)  # what is due later is in no mail of the day
TRIES = 24
Every = TaskMail.Every
logger = logging.getLogger(__name__)


def tell(people: Iterable[int | None], by) -> None:
    """Those of the people, by the ids of their accounts, who want it at once and did not do it themselves; after the commit."""
    others = {pk for pk in people if pk and pk != by.pk}
    for mail in TaskMail.objects.filter(user__in=others, every=Every.AT_ONCE):
        TaskMail.objects.filter(pk=mail.pk).update(waits_since=timezone.now(), tries=0)
        transaction.on_commit(partial(send.enqueue, mail.pk), robust=True)


def write_due() -> int:
    """Once a day, after seven, a mail for each person for whom something waits; returns how many."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    if now.hour < HOUR:
        return 0
    untold = Q(task_mail__told_on=None) | Q(task_mail__told_on__lt=now.date())
    due = (
        may_be_given()
        .order_by("pk")
        .exclude(email="")
        .filter(Q(task_mail=None) | untold & ~Q(task_mail__every=Every.NEVER))
    )
    return sum(_write(TaskMail.objects.get_or_create(user=person)[0], now.date()) for person in due)


def _write(mail: TaskMail, day: date) -> bool:
    """Compare and set: of two workers one writes it. Where nothing waits, it is not asked again that day."""
    tasks, decisions = waits(mail)
    is_due = bool(decisions or (tasks and mail.every == Every.DAY))
    unmoved = TaskMail.objects.filter(pk=mail.pk, told_on=mail.told_on, every=mail.every)
    return bool(
        unmoved.update(told_on=day, **({"waits_since": timezone.now(), "tries": 0} if is_due else {})) and is_due
    )


def waits(mail: TaskMail) -> tuple[int, list[Task]]:
    """(how many tasks and mentions: in a mail of the day those that are due soon, or have no date; decisions that press)."""
    now = timezone.now()
    found = [*waiting.given(mail.user, now), *waiting.mentions(mail.user, now)]
    last = day_of(now) + SOON
    number = sum(mail.every == Every.AT_ONCE or task.due is None or task.due <= last for task in found)
    return number, reminders.urgent(mail.user, now)


def send_waiting() -> tuple[int, int]:
    """(how many were sent, how many were not)."""
    outcomes = [_send(mail) for mail in _found().exclude(waits_since=None)]
    return outcomes.count(True), outcomes.count(False)


@task()
def send(mail_id: int) -> None:
    """One mail; what the server refuses is sent later, with what is due."""
    for mail in _found().filter(pk=mail_id).exclude(waits_since=None):
        _send(mail)


def _found():
    return TaskMail.objects.select_related("user__wagtail_userprofile").order_by("pk")


def _send(mail: TaskMail) -> bool | None:
    """None where another worker has it already, or nothing waits any more."""
    if not TaskMail.objects.filter(pk=mail.pk, waits_since=mail.waits_since).update(waits_since=None):
        return None
    user = mail.user
    tasks, decisions = waits(mail) if user.is_active and user.email else (0, [])
    if not tasks and not decisions:
        return None
    try:
        with translation.override(language_of(user)):
            send_mail(*_written(tasks + len(decisions), decisions), None, [user.email])
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("person %s was not told that something waits: %s", user.pk, type(error).__name__)
        _put_back(mail)
        return False
    return True


def _put_back(mail: TaskMail) -> None:
    """Unless another waits by now, or it was tried too often."""
    if mail.tries + 1 < TRIES:
        empty = TaskMail.objects.filter(pk=mail.pk, waits_since=None)
        empty.update(waits_since=mail.waits_since, tries=mail.tries + 1)


def _written(count: int, decisions: list[Task]) -> tuple[str, str]:
    subject = ngettext("%(count)d thing waits for you", "%(count)d things wait for you", count) % {"count": count}
    base = settings.BASE_URL.rstrip("/")
    context = {"subject": subject, "address": base + reverse("wagtailadmin_home"), "desk": base + reverse("desk")}
    context |= {"decisions": len(decisions), "due": min((one.due for one in decisions if one.due), default=None)}
    return subject, render_to_string("plan/tasks/mail.txt", context)
