"""Launching and closing a campaign: one action for all pages, languages and links, all or nothing.

A campaign's pages are public from `Campaign.launched_at` on, and its links lead there: setting it in one transaction, under
a lock of its row, launches everything at once. Every check, that of the approvals too, is asked again inside that
transaction; a page that is not approved is not live, and is public neither before nor after.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from campaigns.plan.campaign import belonging
from campaigns.plan.launch import preparation
from campaigns.plan.models import GRACE, Action, Campaign, Launch, Override, PageOutcome, Wave
from core.country import country
from core.editor.page_history import note
from core.publication.readiness import CHECKS
from core.publication.withdrawal import purge
from operations.schedule import run

logger = logging.getLogger(__name__)


class LaunchError(Exception):
    """Nothing was changed; `reasons` are whole sentences that say what to do."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


# Waves


@transaction.atomic
def start(wave: Wave, user=None) -> Launch:
    """Start a wave now. The first one launches the campaign: every page, in every language, and every link.

    Raises LaunchError where a check fails that is not overridden, where nothing would become public, or where the wave runs already.
    """
    campaign, wave = _judged(wave)
    now = timezone.now()
    if campaign.launched_at is None:
        Campaign.objects.filter(pk=campaign.pk).update(launched_at=now)
        campaign.launched_at = now
    Wave.objects.filter(pk=wave.pk).update(started_at=now)
    done = _record(campaign, Action.START, now, user, wave)
    if campaign.ends_at:
        _schedule(campaign, Action.CLOSE, campaign.ends_at, user)
    _changed(campaign, "plan.launch", user, {"wave": wave.name, "overrides": _overrides(wave)})
    return done


@transaction.atomic
def start_soon(wave: Wave, user) -> Launch:
    """Have the worker start a wave after the grace in which it can be stopped; refuses now what `start` would refuse then."""
    campaign, wave = _judged(wave)
    now = timezone.now()
    scheduled = wave.launches.filter(state=Launch.State.SCHEDULED).first()
    if scheduled and scheduled.is_soon:
        said = {"wave": wave.name, "at": _second(scheduled.due_at), "who": scheduled.requested_by or "–"}
        raise LaunchError(_("“%(wave)s” becomes public at %(at)s already: %(who)s has started it.") % said)
    if scheduled:
        cancel(scheduled, user, _("It was started by hand before."))
    launch = _schedule(campaign, Action.START, now + GRACE, user, wave, created_at=now)
    _wake_worker(launch)
    return launch


def schedule_start(wave: Wave, user) -> Launch:
    """Have the worker start a wave at its minute, after the grace at the earliest.

    Raises LaunchError where that minute is past, or it is scheduled already.
    """
    with transaction.atomic():
        campaign, wave = _locked_with(wave)
        _refuse_impossible(wave)
        now = timezone.now()
        if wave.starts_at <= now:
            raise LaunchError(
                _("The start of “%(wave)s” is past: start it now, or move its start.") % {"wave": wave.name}
            )
        try:
            with transaction.atomic():
                due_at = max(wave.starts_at, now + GRACE)
                return _schedule(campaign, Action.START, due_at, user, wave, created_at=now)
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


def override(wave: Wave, check_name: str, language: str, user, reason: str) -> Override:
    """A publisher answers, by name and with a reason, for starting a wave although a check fails."""
    if check_name not in CHECKS:
        raise LaunchError(_("There is no such check."))
    if CHECKS[check_name].final:
        raise LaunchError(_("Nobody can answer for this check: nothing would become public."))
    if not reason.strip():
        raise LaunchError(_("Give the reason: it is kept with your name."))
    made, _new = Override.objects.update_or_create(
        wave=wave, check_name=check_name, language=language, defaults={"user": user, "reason": reason.strip()}
    )
    data = {"wave": wave.name, "check": check_name, "language": language, "reason": made.reason}
    log(wave.campaign, "plan.override", user=user, data=data)
    return made


def _judged(wave: Wave) -> tuple[Campaign, Wave]:
    """Both as they are now, locked, where nothing keeps the wave from starting; LaunchError otherwise."""
    campaign, wave = _locked_with(wave)
    _refuse_impossible(wave)
    if campaign.launched_at is None and not belonging.has_approved_page(campaign):
        raise LaunchError(_("Nothing would become public: no page of this campaign is approved."))
    failing = preparation.blocking(wave, preparation.examine(campaign))
    if failing:
        raise LaunchError(*(_told(result) for result in failing))
    return campaign, wave


def _refuse_impossible(wave: Wave) -> None:
    if wave.started_at:
        raise LaunchError(_("“%(wave)s” has started already.") % {"wave": wave.name})
    if wave.ends_at <= timezone.now():
        raise LaunchError(_("The end of “%(wave)s” is past: move its dates first.") % {"wave": wave.name})
    if wave.campaign.closed_at:
        raise LaunchError(_("“%(campaign)s” is closed.") % {"campaign": wave.campaign})


def _told(result) -> str:
    failures = " ".join(failure["message"] for failure in result.failures[:3])
    return _("%(language)s, %(check)s: %(failures)s") % {
        "language": result.language,
        "check": CHECKS[result.check_name].label,
        "failures": failures,
    }


def _overrides(wave: Wave) -> list[dict]:
    return list(wave.overrides.values("check_name", "language", "reason", "user__username"))


# Close


@transaction.atomic
def close(campaign: Campaign, user=None, outcomes: dict[UUID, str] | None = None) -> Launch:
    """Close a campaign in every language: its pages stay with a dated notice or are gone, its codes lead on or to help.

    `outcomes` says what becomes of a page by its translation key; what it does not name keeps what was decided before.
    """
    campaign = _locked(campaign.pk)
    if campaign.launched_at is None:
        raise LaunchError(_("“%(campaign)s” was not launched yet.") % {"campaign": campaign})
    if campaign.closed_at:
        raise LaunchError(_("“%(campaign)s” is closed.") % {"campaign": campaign})
    decide(campaign, outcomes or {})
    now = timezone.now()
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=now)
    campaign.waves.filter(started_at__isnull=False, ended_at=None).update(ended_at=now)
    scheduled = campaign.launches.filter(state=Launch.State.SCHEDULED, action=Action.START)
    scheduled.update(state=Launch.State.CANCELLED, reasons=[_("The campaign was closed.")], finished_at=now)
    done = _record(campaign, Action.CLOSE, now, user)
    _changed(campaign, "plan.close", user, {"gone": sorted(str(key) for key in gone(campaign))})
    return done


@transaction.atomic
def reopen(campaign: Campaign, user) -> None:
    """Undo a close: its pages and codes are as they were."""
    campaign = _locked(campaign.pk)
    if campaign.closed_at is None:
        raise LaunchError(_("“%(campaign)s” is not closed.") % {"campaign": campaign})
    if campaign.ends_at and campaign.ends_at <= timezone.now():
        raise LaunchError(_("The end of “%(campaign)s” is past: move it first.") % {"campaign": campaign})
    closed = campaign.closed_at
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=None)
    campaign.waves.filter(ended_at=closed, ends_at__gt=timezone.now()).update(ended_at=None)
    if campaign.ends_at:
        _schedule(campaign, Action.CLOSE, campaign.ends_at, user)
    _changed(campaign, "plan.reopen", user, {})


def decide(campaign: Campaign, outcomes: dict[UUID, str]) -> None:
    for key, outcome in outcomes.items():
        PageOutcome.objects.update_or_create(translation_key=key, defaults={"campaign": campaign, "outcome": outcome})


def gone(campaign: Campaign) -> set[UUID]:
    """The translation keys of the pages that go with the close."""
    return set(campaign.outcomes.filter(outcome="gone").values_list("translation_key", flat=True))


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
    _locked(launch.campaign_id)
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
    _locked(launch.campaign_id)
    cancelled = Launch.objects.filter(pk=launch.pk, state=Launch.State.SCHEDULED).update(
        state=Launch.State.CANCELLED, finished_at=timezone.now(), reasons=[reason] if reason else []
    )
    if not cancelled:
        raise LaunchError(_too_late(launch))
    log(launch.campaign, "plan.cancel", user=user, data={"what": str(launch), "reason": reason})


def _too_late(launch: Launch) -> str:
    launch.refresh_from_db()
    if (launch.state, launch.action) != (Launch.State.DONE, Action.START):
        return _("This is no longer scheduled.")
    told = {"wave": launch.wave.name, "at": _second(launch.finished_at)}
    return _("“%(wave)s” has started at %(at)s: close the campaign, or take it down everywhere.") % told


def _second(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M:%S}"


def _schedule(
    campaign: Campaign, action: str, due_at: datetime, user, wave: Wave | None = None, **said: datetime
) -> Launch:
    """A close that is scheduled already moves to the new minute; a start that is raises IntegrityError."""
    fields = {"campaign": campaign, "action": action, "wave": wave}
    if action == Action.CLOSE:
        moved = Launch.objects.filter(**fields, state=Launch.State.SCHEDULED).first()
        if moved:
            moved.due_at = due_at
            moved.save(update_fields=["due_at"])
            return moved
    return Launch.objects.create(**fields, **said, due_at=due_at, requested_by=user)


def _record(campaign: Campaign, action: str, now: datetime, user, wave: Wave | None = None) -> Launch:
    """What was scheduled is done with this; what was not scheduled is recorded all the same."""
    scheduled = Launch.objects.filter(campaign=campaign, action=action, wave=wave, state=Launch.State.SCHEDULED).first()
    done = scheduled or Launch(campaign=campaign, action=action, wave=wave, due_at=now, requested_by=user)
    done.state, done.finished_at = Launch.State.DONE, now
    done.save()
    return done


def _locked(pk: int) -> Campaign:
    """The campaign as it is now; of two who launch at once, the second waits and then sees what the first did."""
    return Campaign.objects.select_for_update().get(pk=pk)


def _locked_with(wave: Wave) -> tuple[Campaign, Wave]:
    campaign = _locked(wave.campaign_id)
    wave = campaign.waves.get(pk=wave.pk)
    wave.campaign = campaign
    return campaign, wave


def _changed(campaign: Campaign, action: str, user, data: dict) -> None:
    """Copies that are kept of its pages are forgotten once this is committed."""
    from campaigns.plan.links.redirects import forget

    pages = list(belonging.pages(campaign))
    log(campaign, action, user=user, data=data)
    note(pages, action, user, {"name": campaign.name} | data)
    purge([page for page in pages if page.live])
    transaction.on_commit(forget)


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
