"""What this room puts into the calendar: campaigns, their waves, and the launches and closes that happen by themselves."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.launch.preparation import is_kept_back
from campaigns.plan.models import Action, Campaign, Launch, Wave
from core.editor.calendar import Event, Kind, State, last_change, midnight


def may_see(user) -> bool:
    return user.has_perm("plan.view_campaign") or user.has_perm("plan.change_campaign")


def waves(user, start: date, end: date) -> list[Event]:
    """From their planned start, or the day on which they were really started, until their end."""
    if not may_see(user):
        return []
    scheduled = Launch.objects.filter(wave=OuterRef("pk"), action=Action.START, state=Launch.State.SCHEDULED)
    near = Q(starts_at__lt=midnight(end)) | Q(started_at__lt=midnight(end))
    found = (
        Wave.objects.filter(near, Q(ends_at__gt=midnight(start)) | Q(ended_at__gt=midnight(start)))
        .annotate(is_scheduled=Exists(scheduled), is_kept_back=is_kept_back("pk"), changed=last_change(Wave))
        .select_related("campaign")
    )
    return [_wave(wave, user) for wave in found]


def campaigns(user, start: date, end: date) -> list[Event]:
    """Their ends, unless a close is scheduled for them; their starts, unless a wave launches them."""
    if not may_see(user):
        return []
    days = (midnight(start), midnight(end))
    dated = Q(starts_at__range=days) | Q(ends_at__range=days) | Q(launched_at__range=days) | Q(closed_at__range=days)
    with_wave = Exists(Wave.objects.filter(campaign=OuterRef("pk")))
    closes = Launch.objects.filter(
        campaign=OuterRef("pk"), action=Action.CLOSE, state=Launch.State.SCHEDULED, due_at=OuterRef("ends_at")
    )
    found = Campaign.objects.filter(dated).annotate(has_wave=with_wave, has_close=Exists(closes))
    found = list(found.select_related("latest_revision").defer("latest_revision__content"))
    starts = [_start(campaign) for campaign in found if not campaign.has_wave]
    ends = [campaign for campaign in found if campaign.closed_at or (campaign.ends_at and not campaign.has_close)]
    return starts + [_end(campaign) for campaign in ends]


def launches(user, start: date, end: date) -> list[Event]:
    """Those that are due, and those that failed; what was done is said by the wave or the campaign."""
    if not may_see(user):
        return []
    found = Launch.objects.filter(
        due_at__range=(midnight(start), midnight(end)), state__in=[Launch.State.SCHEDULED, Launch.State.FAILED]
    )
    found = found.annotate(is_kept_back=Q(action=Action.START) & Q(is_kept_back("wave")))
    return [_launch(launch) for launch in found.select_related("campaign", "wave__campaign")]


def _wave(wave: Wave, user) -> Event:
    in_the_editor = reverse("wagtailsnippets_plan_wave:edit", args=[wave.pk])
    return Event(
        key=f"wave-{wave.pk}",
        kind=Kind.WAVE,
        title=str(wave),
        when=wave.started_at or wave.starts_at,
        until=wave.ended_at or wave.ends_at,
        state=_state_of_wave(wave),
        languages=tuple(wave.campaign.languages),
        bundle=key_of(wave.campaign_id),
        url=in_the_editor if user.has_perm("plan.change_wave") else _workspace("campaign_overview", wave.campaign_id),
        changed=_latest(wave.changed, wave.started_at, wave.ended_at),
    )


def _state_of_wave(wave: Wave) -> State:
    now = timezone.now()
    if wave.started_at:
        over = wave.ended_at or wave.ends_at <= now or wave.campaign.is_over
        return State.DONE if over else State.RUNNING
    if wave.campaign.closed_at:
        return State.CANCELLED
    if wave.starts_at < now:
        return State.OVERDUE
    return _of_start(wave) if wave.is_scheduled else State.PLANNED


def _of_start(scheduled: Wave | Launch) -> State:
    return State.HELD if scheduled.is_kept_back else State.SCHEDULED


def _start(campaign: Campaign) -> Event:
    if campaign.launched_at:
        state = State.DONE
    elif campaign.closed_at:
        state = State.CANCELLED
    else:
        state = State.OVERDUE if campaign.starts_at < timezone.now() else State.PLANNED
    return _of_campaign(campaign, Kind.START, campaign.launched_at or campaign.starts_at, state)


def _end(campaign: Campaign) -> Event:
    """Its pages say that it is over from the planned end on; closing it is an act of its own. What never began has not ended."""
    has_ended = campaign.closed_at or (campaign.launched_at and campaign.is_over)
    state = State.DONE if has_ended else State.PLANNED
    return _of_campaign(campaign, Kind.END, campaign.closed_at or campaign.ends_at, state)


def _of_campaign(campaign: Campaign, kind: Kind, when: datetime, state: State) -> Event:
    revision = campaign.latest_revision
    return Event(
        key=f"{kind}-{campaign.pk}",
        kind=kind,
        title=campaign.name,
        when=when,
        state=state,
        languages=tuple(campaign.languages),
        bundle=key_of(campaign.pk),
        url=_workspace("campaign_overview", campaign.pk),
        changed=_latest(revision and revision.created_at, campaign.launched_at, campaign.closed_at),
    )


def _launch(launch: Launch) -> Event:
    said = _("Close of %(what)s") if launch.action == Action.CLOSE else _("Launch of %(what)s")
    failed = launch.state == Launch.State.FAILED
    late = launch.due_at < timezone.now()
    return Event(
        key=f"launch-{launch.pk}",
        kind=Kind.LAUNCH,
        title=said % {"what": launch.wave or launch.campaign},
        when=launch.due_at,
        state=State.FAILED if failed else State.OVERDUE if late else _of_start(launch),
        languages=tuple(launch.campaign.languages),
        bundle=key_of(launch.campaign_id),
        url=_workspace("campaign_readiness", launch.campaign_id),
        changed=_latest(launch.created_at, launch.finished_at),
    )


def _workspace(tab: str, campaign: int) -> str:
    return reverse(tab, args=[campaign])


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)
