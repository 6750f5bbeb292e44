"""Launching and closing a campaign: one action for all pages, languages and links, all or nothing.

A campaign's pages are public from `Campaign.launched_at` on, and its links lead there: setting it in one transaction, under
a lock of its row, launches everything at once. Every check, that of the approvals too, is asked again inside that
transaction; a page that is not approved is not live, and is public neither before nor after.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.plan.campaign import belonging
from campaigns.plan.launch import preparation
from campaigns.plan.models import Action, Campaign, Launch, Override, PageOutcome, Wave
from core.editor.page_history import note
from core.publication.readiness import CHECKS
from core.publication.withdrawal import purge


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
    campaign, wave = judged(wave)
    now = timezone.now()
    if campaign.launched_at is None:
        Campaign.objects.filter(pk=campaign.pk).update(launched_at=now)
        campaign.launched_at = now
    Wave.objects.filter(pk=wave.pk).update(started_at=now)
    done = _record(campaign, Action.START, now, user, wave)
    if campaign.ends_at:
        schedule(campaign, Action.CLOSE, campaign.ends_at, user)
    _changed(campaign, "plan.launch", user, {"wave": wave.name, "overrides": _overrides(wave)})
    return done


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


def judged(wave: Wave) -> tuple[Campaign, Wave]:
    """Both as they are now, locked, where nothing keeps the wave from starting; LaunchError otherwise."""
    campaign, wave = locked_with(wave)
    refuse_impossible(wave)
    if campaign.launched_at is None and not belonging.has_approved_page(campaign):
        raise LaunchError(_("Nothing would become public: no page of this campaign is approved."))
    failing = preparation.blocking(wave, preparation.examine(campaign))
    if failing:
        raise LaunchError(*(_told(result) for result in failing))
    return campaign, wave


def refuse_impossible(wave: Wave) -> None:
    if wave.started_at:
        raise LaunchError(_("“%(wave)s” has started already.") % {"wave": wave.name})
    if wave.ends_at <= timezone.now():
        raise LaunchError(_("The end of “%(wave)s” is past: move its dates first.") % {"wave": wave.name})
    if wave.campaign.closed_at:
        raise LaunchError(_("“%(campaign)s” is closed.") % {"campaign": wave.campaign})


def _told(result) -> str:
    failures = " ".join(failure["message"] for failure in result.said[:3])
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
    campaign = locked(campaign.pk)
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
    campaign = locked(campaign.pk)
    if campaign.closed_at is None:
        raise LaunchError(_("“%(campaign)s” is not closed.") % {"campaign": campaign})
    if campaign.ends_at and campaign.ends_at <= timezone.now():
        raise LaunchError(_("The end of “%(campaign)s” is past: move it first.") % {"campaign": campaign})
    closed = campaign.closed_at
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=None)
    campaign.waves.filter(ended_at=closed, ends_at__gt=timezone.now()).update(ended_at=None)
    if campaign.ends_at:
        schedule(campaign, Action.CLOSE, campaign.ends_at, user)
    _changed(campaign, "plan.reopen", user, {})


def decide(campaign: Campaign, outcomes: dict[UUID, str]) -> None:
    for key, outcome in outcomes.items():
        PageOutcome.objects.update_or_create(translation_key=key, defaults={"campaign": campaign, "outcome": outcome})


def gone(campaign: Campaign) -> set[UUID]:
    """The translation keys of the pages that go with the close."""
    return set(campaign.outcomes.filter(outcome="gone").values_list("translation_key", flat=True))


def schedule(
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


def locked(pk: int) -> Campaign:
    """The campaign as it is now; of two who launch at once, the second waits and then sees what the first did."""
    return Campaign.objects.select_for_update().get(pk=pk)


def locked_with(wave: Wave) -> tuple[Campaign, Wave]:
    campaign = locked(wave.campaign_id)
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
