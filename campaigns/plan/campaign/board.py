"""What the team's board shows: what runs now, what is next, what is not ready; each in a few queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from campaigns.plan.campaign.down import MAY_BE_DOWN
from campaigns.plan.launch.preparation import Changes
from campaigns.plan.models import GRACE, Action, Campaign, Launch, Override, ReadinessResult, Wave
from core.editor.calendar import day_of, last_day_of
from core.publication.visibility import Down
from core.words import languages

AHEAD = timedelta(days=30)
CACHE = "_plans"
ROWS = 8  # that a section shows; it says how many more there are
# The waves for which an answer for a failing check counts: the next of what is to start, and of what runs.
EARLIER = Wave.objects.filter(
    campaign=OuterRef("wave__campaign"), started_at=None, starts_at__lt=OuterRef("wave__starts_at")
)
TO_START, ON = Q(~Exists(EARLIER), wave__started_at=None), Q(wave__started_at__isnull=False, wave__ended_at=None)


@dataclass(frozen=True)
class Rows:
    """The first rows of a section, and how many more there are."""

    shown: list
    more: int = 0

    @classmethod
    def of(cls, found: list) -> "Rows":
        return cls(found[:ROWS], max(0, len(found) - ROWS))

    def __bool__(self):
        return bool(self.shown)


@dataclass(frozen=True)
class Running:
    """Today is day `day` of the `days` of its wave, or of the campaign between two waves; None for an open end.

    `down`: how it was taken off the public, where it was.
    """

    campaign: Campaign
    wave: Wave | None
    day: int
    days: int | None
    last_day: date | None
    down: Down | None = None


@dataclass(frozen=True)
class Coming:
    """What starts soon: a wave, or a campaign that has none. `is_under_way`: it was started by hand, and is public at `starts_at`."""

    campaign: Campaign
    wave: Wave | None
    starts_at: datetime
    is_scheduled: bool
    is_under_way: bool = False

    @property
    def days_left(self) -> int:
        return (day_of(self.starts_at) - day_of(timezone.now())).days

    @property
    def is_within_a_day(self) -> bool:
        return timezone.now() < self.starts_at < timezone.now() + timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """One language of a campaign: how many of the checks that were asked fail, without those that a publisher answers for.

    `is_old`: what a visitor reads in the campaign has changed since. `answered`: how many fail, and a publisher answers for them.
    """

    failing: int = 0
    asked: int = 0
    is_old: bool = False
    answered: int = 0


@dataclass(frozen=True)
class Unready:
    """A campaign that cannot start, was never checked or runs and fails a check, or a wave that should have started.

    `cells` are in the order of the board's languages.
    """

    campaign: Campaign
    wave: Wave | None
    days_late: int
    cells: list[Cell | None]

    @property
    def is_running(self) -> bool:
        return self.wave is None and self.campaign.launched_at is not None


class Plans:
    """The campaigns that are not closed and their waves that are not over, read once for a screen."""

    def __init__(self, now: datetime):
        self.now = now

    @cached_property
    def campaigns(self) -> list[Campaign]:
        results = ReadinessResult.objects.filter(campaign=OuterRef("pk")).order_by("checked_at")
        return list(
            Campaign.objects.filter(closed_at=None).annotate(
                asked_at=Subquery(results.values("checked_at")[:1]),
                may_not_start=_fails(TO_START),
                fails_a_check=_fails(ON),
                may_be_down=MAY_BE_DOWN,
                has_waves=Exists(Wave.objects.filter(campaign=OuterRef("pk"))),
            )
        )

    @cached_property
    def waves(self) -> list[Wave]:
        known = {campaign.pk: campaign for campaign in self.campaigns}
        scheduled = Launch.objects.filter(wave=OuterRef("pk"), action=Action.START, state=Launch.State.SCHEDULED)
        found = Wave.objects.filter(campaign__closed_at=None, ends_at__gt=self.now).order_by("starts_at")
        found = found.annotate(
            due_at=Subquery(scheduled.values("due_at")), asked_at=Subquery(scheduled.values("created_at"))
        )
        waves = [wave for wave in found if wave.campaign_id in known]
        for wave in waves:
            wave.campaign = known[wave.campaign_id]
            # When a start by hand is public; None where there is none.
            wave.public_at = wave.due_at if wave.due_at and wave.due_at <= wave.asked_at + GRACE else None
        return waves

    @cached_property
    def changes(self) -> Changes:
        return Changes({campaign.pk: campaign.asked_at for campaign in self.campaigns if campaign.asked_at})

    @cached_property
    def running(self) -> list[Campaign]:
        """The first to end first."""
        found = [
            one for one in self.campaigns if one.launched_at and one.launched_at <= self.now and not self._is_over(one)
        ]
        return sorted(found, key=lambda one: (one.ends_at is None, one.ends_at or self.now, one.name))

    def _is_over(self, campaign: Campaign) -> bool:
        return campaign.ends_at is not None and campaign.ends_at <= self.now

    @cached_property
    def starts(self) -> list["Coming"]:
        """All that is to start after this moment, the next first: waves, and campaigns that have none."""
        found = [
            Coming(
                wave.campaign,
                wave,
                wave.public_at or wave.starts_at,
                wave.due_at is not None,
                wave.public_at is not None,
            )
            for wave in self.waves
            if wave.started_at is None and (wave.public_at or wave.starts_at >= self.now)
        ]
        found += [
            Coming(one, None, one.starts_at, False)
            for one in self.campaigns
            if one.launched_at is None and not one.has_waves and one.starts_at >= self.now
        ]
        return sorted(found, key=lambda one: (one.starts_at, one.campaign.name))

    @cached_property
    def not_ready(self) -> Rows:
        """What cannot start or fails a check, as (campaign, wave or None, since when), the latest first."""
        return _not_ready(self)

    @cached_property
    def judged(self) -> list["Judged"]:
        """What the stored results say of all that a section shows; one query."""
        soon, late = coming(self).shown, self.not_ready.shown
        runs = [campaign.pk for campaign, wave, _since in late if wave is None and campaign.launched_at]
        of_these = Q(wave__campaign__in=runs)
        return judge(
            {row.campaign.pk for row in soon} | {campaign.pk for campaign, _wave, _since in late},
            (TO_START & ~of_these) | (ON & of_these),
        )

    @cached_property
    def unready(self) -> Rows:
        """Asked once, where the list of what there is to do and the board below it show the same."""
        return unready(self)


def plans_for(user, now: datetime) -> Plans:
    if not hasattr(user, CACHE):
        setattr(user, CACHE, Plans(now))
    return getattr(user, CACHE)


def running(plans: Plans, down: Mapping[int, Down] | None = None) -> Rows:
    on = [wave for wave in plans.waves if wave.started_at and wave.started_at <= plans.now and not wave.ended_at]
    newest = {wave.campaign_id: wave for wave in sorted(on, key=lambda wave: wave.started_at)}
    today = day_of(plans.now)
    return Rows.of([_running(one, newest.get(one.pk), today, (down or {}).get(one.pk)) for one in plans.running])


def _running(campaign: Campaign, wave: Wave | None, today: date, down: Down | None) -> Running:
    start, end = (wave.started_at, wave.ends_at) if wave else (campaign.launched_at, campaign.ends_at)
    first, last = day_of(start), last_day_of(end) if end else None
    return Running(campaign, wave, (today - first).days + 1, (last - first).days + 1 if last else None, last, down)


def coming(plans: Plans) -> Rows:
    """What starts within thirty days; where nothing does, what starts first after them."""
    soon = [one for one in plans.starts if one.starts_at <= plans.now + AHEAD]
    return Rows.of(soon or plans.starts[:1])


def unready(plans: Plans) -> Rows:
    """Campaigns in preparation that fail a check, were never checked or are late, and late waves of those that run, the latest first; then those that run and fail one."""
    found = plans.not_ready
    shown = [campaign for campaign, _wave, _since in found.shown]
    old, columns, today = plans.changes.of(shown), spoken(shown), day_of(plans.now)
    cells = {(one.campaign, one.language): Cell(one.unanswered, one.asked, one.campaign in old) for one in plans.judged}
    return Rows(
        [
            Unready(campaign, wave, (today - day_of(since)).days, _in_columns(campaign, columns, cells))
            for campaign, wave, since in found.shown
        ],
        found.more,
    )


def _not_ready(plans: Plans) -> Rows:
    now = plans.now
    under_way = {wave.campaign_id for wave in plans.waves if wave.public_at}
    to_come = [one for one in plans.campaigns if one.launched_at is None and one.pk not in under_way]
    found = [(one, None, one.starts_at) for one in to_come if _waits(one, now)]
    late = [wave for wave in plans.waves if wave.started_at is None and wave.starts_at < now and not wave.public_at]
    found += [(wave.campaign, wave, wave.starts_at) for wave in late if wave.campaign.launched_at]
    known = {campaign.pk for campaign, _wave, _since in found}
    found += [(one, None, now) for one in plans.running if one.fails_a_check and one.pk not in known]
    return Rows.of(sorted(found, key=lambda one: (one[2], one[0].name)))


def _waits(campaign: Campaign, now: datetime) -> bool:
    return campaign.starts_at < now or campaign.may_not_start or campaign.asked_at is None


def _in_columns(campaign: Campaign, columns: list[str], cells: dict[tuple[int, str], Cell]) -> list[Cell | None]:
    return [cells.get((campaign.pk, code), Cell()) if code in campaign.languages else None for code in columns]


def spoken(campaigns: list[Campaign]) -> list[str]:
    """The languages of any of these, in the switcher's order."""
    return [code for code in languages.codes() if any(code in campaign.languages for campaign in campaigns)]


def checked(rows: list[Coming], plans: Plans) -> dict[Coming, Cell]:
    """What the stored results of each campaign say of that start, in its languages together; no query but those of `plans`."""
    old, found = plans.changes.of([row.campaign for row in rows]), {}
    for row in rows:
        of = (row.campaign.pk, row.wave.pk if row.wave else None)
        own = [one for one in plans.judged if (one.campaign, one.wave) == of and one.language in row.campaign.languages]
        asked, failing, kept_back = (
            sum(getattr(one, name) for one in own) for name in ("asked", "failing", "kept_back")
        )
        found[row] = Cell(kept_back, asked, row.campaign.pk in old, failing - kept_back)
    return found


class Judged(NamedTuple):
    """One language of a campaign: how many checks were asked and fail.

    `kept_back`: how many fail without an answer for `wave`, if it has one to start. `unanswered`: without an answer for a wave
    that counts.
    """

    campaign: int
    language: str
    wave: int | None
    asked: int
    failing: int
    kept_back: int
    unanswered: int


def judge(campaigns: set[int], counting: Q = TO_START) -> list[Judged]:
    """What stored results say, for each wave of a campaign that is to start, or once where it has none; one query."""
    fails = ~Q(failures=[])
    answered = Override.objects.counting().filter(
        wave=OuterRef("of"), check_name=OuterRef("check_name"), language=OuterRef("language")
    )
    of = FilteredRelation("campaign__waves", condition=Q(campaign__waves__started_at=None))
    found = ReadinessResult.objects.filter(campaign__in=campaigns).annotate(of=of).order_by()
    rows = found.values_list("campaign", "language", "of").annotate(
        asked=Count("pk"),
        failing=Count("pk", filter=fails),
        kept_back=Count("pk", filter=fails & ~Exists(answered)),
        unanswered=Count("pk", filter=fails & _not_answered_for(counting)),
    )
    return [Judged(*row) for row in rows]


def _fails(waves: Q) -> Exists:
    """Whether a campaign fails a check for which nobody answers."""
    failing = ReadinessResult.objects.filter(_not_answered_for(waves), campaign=OuterRef("pk"))
    return Exists(failing.exclude(failures=[]))


def _not_answered_for(waves: Q):
    answered = Override.objects.counting().filter(
        waves,
        wave__campaign=OuterRef("campaign"),
        check_name=OuterRef("check_name"),
        language=OuterRef("language"),
    )
    return ~Exists(answered)
