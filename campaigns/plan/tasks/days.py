"""By when a task is due: on a day of its own, or counted from the start of its campaign, which it follows."""

from datetime import date, timedelta

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.plan.copying.dates import first_day
from campaigns.plan.models import Campaign, CampaignTask

WEEK = 7


def counted_from(campaign: Campaign, days_before: int) -> date:
    return first_day(campaign) - timedelta(days=days_before)


@receiver(post_save, sender=Campaign)
def follow(sender, instance: Campaign, created: bool, update_fields=None, **kwargs) -> None:
    """Move what is counted from a start that moved, in the transaction that moves it."""
    if created or (update_fields is not None and "starts_at" not in update_fields):
        return
    moved = [task for task in instance.tasks.exclude(days_before=None) if _move(task, instance)]
    CampaignTask.objects.bulk_update(moved, ["due", "changed_at"])


def _move(task: CampaignTask, campaign: Campaign) -> bool:
    due = counted_from(campaign, task.days_before)
    if due == task.due:
        return False
    task.due, task.changed_at = due, timezone.now()
    return True


def said(days_before: int) -> str:
    """As people count: in weeks where it is whole weeks."""
    number = abs(days_before)
    if number == 0:
        return _("on the day of the start")
    if number % WEEK == 0:
        return _weeks(number // WEEK, days_before > 0)
    return _days(number, days_before > 0)


def said_after_end(days: int) -> str:
    if days == 0:
        return _("on the last day")
    if days % WEEK == 0:
        weeks = days // WEEK
        return ngettext("%(count)d week after the end", "%(count)d weeks after the end", weeks) % {"count": weeks}
    return ngettext("%(count)d day after the end", "%(count)d days after the end", days) % {"count": days}


def _weeks(number: int, is_before: bool) -> str:
    before = ngettext("%(count)d week before the start", "%(count)d weeks before the start", number)
    after = ngettext("%(count)d week after the start", "%(count)d weeks after the start", number)
    return (before if is_before else after) % {"count": number}


def _days(number: int, is_before: bool) -> str:
    before = ngettext("%(count)d day before the start", "%(count)d days before the start", number)
    after = ngettext("%(count)d day after the start", "%(count)d days after the start", number)
    return (before if is_before else after) % {"count": number}
