"""What the worker starts and closes at its minute: scheduled, promised, done when it is due, stopped, and moved with the dates."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from campaigns.plan.launch.acts import (
    LaunchError,
    close,
    judged,
    locked,
    locked_with,
    refuse_impossible,
    schedule,
    start,
)
from campaigns.plan.models import GRACE, Action, Campaign, Launch, Wave
from core.country import country
from editorial.sign_off.four_eyes import name_of
from operations.schedule import run

logger = logging.getLogger(__name__)


@transaction.atomic
def start_soon(wave: Wave, user) -> Launch:
    """Have the worker start a wave after the grace in which it can be stopped; refuses now what `start` would refuse then."""
    campaign, wave = judged(wave)
    now = timezone.now()
    scheduled = wave.launches.filter(state=Launch.State.SCHEDULED).first()
    if scheduled and scheduled.is_soon:
        said = {
            "wave": wave.name,
            "at": _second(scheduled.due_at),
            "who": name_of(scheduled.requested_by) if scheduled.requested_by else "–",
        }
        raise LaunchError(_("“%(wave)s” becomes public at %(at)s already: %(who)s has started it.") % said)
    if scheduled:
        cancel(scheduled, user, _("It was started by hand before."))
    launch = schedule(campaign, Action.START, now + GRACE, user, wave, created_at=now)
    _wake_worker(launch)
    return launch


def schedule_start(wave: Wave, user) -> Launch:
    """Have the worker start a wave at its minute, after the grace at the earliest.

    Raises LaunchError where that minute is past, or it is scheduled already.
    """
    with transaction.atomic():
        campaign, wave = locked_with(wave)
        refuse_impossible(wave)
        now = timezone.now()
        if wave.starts_at <= now:
            raise LaunchError(
                _("The start of “%(wave)s” is past: start it now, or move its start.") % {"wave": wave.name}
            )
        try:
            with transaction.atomic():
                due_at = max(wave.starts_at, now + GRACE)
                return schedule(campaign, Action.START, due_at, user, wave, created_at=now)
        except IntegrityError:
            raise LaunchError(_("“%(wave)s” is scheduled already.") % {"wave": wave.name}) from None


def promise(due_at: datetime, failing: int, *, is_soon: bool = False) -> str:
    """What is true of a start that the worker is to make, wherever it is told: how many checks keep it back as things are.

    `is_soon`: somebody has started it by hand, and can stop it until then.
    """
    if is_soon:
        return _under_way(due_at, failing)
    at = {
        "at": date_format(timezone.localtime(due_at), "SHORT_DATETIME_FORMAT"),
        "zone": country().time,
        "count": failing,
    }
    if not failing:
        return _("It starts by itself on %(at)s, %(zone)s, and everything is checked again at that minute.") % at
    return (
        ngettext(
            "It starts by itself on %(at)s, %(zone)s, only if by then the %(count)d check that fails passes or, where that is possible, a publisher answers for it; it does not start otherwise.",
            "It starts by itself on %(at)s, %(zone)s, only if by then the %(count)d checks that fail pass or, where that is possible, a publisher answers for them; it does not start otherwise.",
            failing,
        )
        % at
    )


def _under_way(due_at: datetime, failing: int) -> str:
    at = {"at": _second(due_at), "zone": country().time}
    if due_at < timezone.now():
        said = _(
            "It was to become public at %(at)s, %(zone)s, and the background work has not come to it yet. Nothing is public. It starts as soon as that work goes on, unless you stop it."
        )
    else:
        said = _("Its start is under way: it becomes public at %(at)s, %(zone)s, unless somebody stops it before.")
    fails = ngettext(
        "%(count)s check fails by now: it does not start if that is still so then.",
        "%(count)s checks fail by now: it does not start if that is still so then.",
        failing,
    )
    return " ".join([said % at, *([fails % {"count": failing}] if failing else [])])


# The worker's minute


def run_due() -> list[str]:
    """Do what is due, one after the other; what cannot be done is recorded with its reasons, and nothing of it is done."""
    now = timezone.now()
    for wave in Wave.objects.filter(started_at__isnull=False, ended_at=None, ends_at__lte=now):
        Wave.objects.filter(pk=wave.pk).update(ended_at=wave.ends_at)
    due = Launch.objects.filter(state=Launch.State.SCHEDULED, due_at__lte=now).select_related("wave", "campaign")
    return [_run(launch) for launch in due.order_by("due_at", "pk")]


def _run(launch: Launch) -> str:
    try:
        _do(launch)
    except LaunchError as refused:
        fail(launch, refused.reasons)
    except Exception:
        logger.exception("%s failed", launch)
        fail(launch, [_("Something broke, and nothing was changed. The operator finds the reason in the log.")])
    launch.refresh_from_db()
    return f"{launch}: {launch.get_state_display()}"


@transaction.atomic
def _do(launch: Launch) -> None:
    """Nothing, where somebody stopped it or another worker did it since it was read."""
    locked(launch.campaign_id)
    if not Launch.objects.filter(pk=launch.pk, state=Launch.State.SCHEDULED).exists():
        return
    if launch.action == Action.START:
        start(launch.wave, launch.requested_by)
    else:
        close(launch.campaign, launch.requested_by)


def fail(launch: Launch, reasons: list[str]) -> None:
    """Record that nothing was done, and tell those who may launch."""
    from campaigns.plan.launch.mails import tell_of_failure

    launch.state, launch.reasons, launch.finished_at = Launch.State.FAILED, reasons, timezone.now()
    launch.save(update_fields=["state", "reasons", "finished_at"])
    tell_of_failure(launch)


def _wake_worker(launch: Launch) -> None:
    """At its second, before the next round of the job; where no worker can wait (in development), that round does it."""
    if run.get_backend().supports_defer:
        run.using(run_after=launch.due_at).enqueue("run-launches", launch.due_at.isoformat())


@transaction.atomic
def cancel(launch: Launch, user, reason: str = "") -> None:
    """Take a scheduled launch or close off the worker's list: what the worker does at this moment is waited for, and told."""
    _take_off(launch, [reason] if reason else [])
    log(launch.campaign, "plan.cancel", user=user, data={"what": str(launch), "reason": reason})


@transaction.atomic
def stop(launch: Launch, user) -> None:
    """The same for a start by hand within its grace; who stopped it is told wherever the launch is."""
    _take_off(launch, [stopped_by(user, timezone.now())])
    log(launch.campaign, "plan.stop", user=user, data={"what": str(launch)})


def stopped_by(user, at: datetime) -> str:
    return _("Stopped by %(who)s at %(at)s.") % {"who": user.get_full_name() or user.get_username(), "at": _second(at)}


def _take_off(launch: Launch, reasons: list[str]) -> None:
    locked(launch.campaign_id)
    cancelled = Launch.objects.filter(pk=launch.pk, state=Launch.State.SCHEDULED).update(
        state=Launch.State.CANCELLED, finished_at=timezone.now(), reasons=reasons
    )
    if not cancelled:
        raise LaunchError(_too_late(launch))


def _too_late(launch: Launch) -> str:
    launch.refresh_from_db()
    if (launch.state, launch.action) != (Launch.State.DONE, Action.START):
        return _("This is no longer scheduled.")
    told = {"wave": launch.wave.name, "at": _second(launch.finished_at)}
    return _("“%(wave)s” has started at %(at)s: close the campaign, or take it down everywhere.") % told


def _second(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M:%S}"


# What is scheduled follows the dates


@receiver(post_save, sender=Wave)
def start_that_was_moved(sender, instance, **kwargs):
    """A publisher gave a minute: where the wave is moved to another, the publisher is asked again.

    A start by hand was given no minute of the plan.
    """
    scheduled = Launch.objects.filter(wave=instance, state=Launch.State.SCHEDULED)
    moved = scheduled.exclude(due_at=instance.starts_at).exclude(due_at__lte=F("created_at") + GRACE)
    reason = _("The start of the wave was moved: schedule it again.")
    moved.update(state=Launch.State.CANCELLED, finished_at=timezone.now(), reasons=[reason])


@receiver(post_save, sender=Campaign)
def end_that_was_moved(sender, instance, **kwargs):
    """The close comes at the end, wherever that is; none comes by itself where the end is open."""
    scheduled = Launch.objects.filter(campaign=instance, action=Action.CLOSE, state=Launch.State.SCHEDULED)
    if instance.ends_at:
        scheduled.update(due_at=instance.ends_at)
    else:
        scheduled.update(state=Launch.State.CANCELLED, finished_at=timezone.now())
