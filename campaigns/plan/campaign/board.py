"""What the team's board shows: what runs now, what is next, what is not ready; each in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q
from django.utils import timezone

from campaigns.plan.launch import preparation
from campaigns.plan.models import Action, Campaign, Launch, Override, ReadinessResult, Wave
from core.editor.calendar import day_of
from core.words import languages

AHEAD = timedelta(days=30)
CACHE = "_unready_campaigns"
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
    """Today is day `day` of the `days` of its wave, or of the campaign between two waves; None for an open end."""

    campaign: Campaign
    wave: Wave | None
    day: int
    days: int | None
    last_day: date | None


@dataclass(frozen=True)
class Coming:
    """What starts soon: a wave, or a campaign that has none."""

    campaign: Campaign
    wave: Wave | None
    starts_at: datetime
    is_scheduled: bool

    @property
    def days_left(self) -> int:
        return (day_of(self.starts_at) - day_of(timezone.now())).days


@dataclass(frozen=True)
class Cell:
    """One language of a campaign: how many of the checks that were asked fail, without those that a publisher answers for.

    `is_old`: what a visitor reads in the campaign has changed since.
    """

    failing: int = 0
    asked: int = 0
    is_old: bool = False


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


def _runs(now: datetime) -> Q:
    return (Q(ends_at=None) | Q(ends_at__gt=now)) & Q(launched_at__lte=now, closed_at=None)


def running(now: datetime) -> Rows:
    waves = Wave.objects.filter(started_at__lte=now, ended_at=None, ends_at__gt=now).order_by("-started_at")
    found = (
        Campaign.objects.filter(_runs(now))
        .order_by(F("ends_at").asc(nulls_last=True), "name")
        .prefetch_related(Prefetch("waves", waves, to_attr="waves_on"))
    )
    return Rows.of([_running(campaign, day_of(now)) for campaign in found])


def _running(campaign: Campaign, today: date) -> Running:
    wave = next(iter(campaign.waves_on), None)
    start, end = (wave.started_at, wave.ends_at) if wave else (campaign.launched_at, campaign.ends_at)
    first, last = day_of(start), day_of(end - timedelta(microseconds=1)) if end else None
    return Running(campaign, wave, (today - first).days + 1, (last - first).days + 1 if last else None, last)


def coming(now: datetime) -> Rows:
    """What starts within thirty days; where nothing does, what starts first after them."""
    soon = _starting({"starts_at__range": (now, now + AHEAD)})
    return Rows.of(soon or _starting({"starts_at__gt": now}, 1)[:1])


def _starting(when: dict, most: int | None = None) -> list[Coming]:
    scheduled = Launch.objects.filter(wave=OuterRef("pk"), action=Action.START, state=Launch.State.SCHEDULED)
    waves = Wave.objects.filter(**when, started_at=None, campaign__closed_at=None).select_related("campaign")
    alone = Campaign.objects.filter(**when, launched_at=None, closed_at=None, waves=None)
    found = [
        Coming(wave.campaign, wave, wave.starts_at, wave.is_scheduled)
        for wave in waves.annotate(is_scheduled=Exists(scheduled)).order_by("starts_at")[:most]
    ]
    found += [Coming(campaign, None, campaign.starts_at, False) for campaign in alone.order_by("starts_at")[:most]]
    return sorted(found, key=lambda one: (one.starts_at, one.campaign.name))


def unready_for(user, now: datetime) -> Rows:
    """Asked once for a screen, where the list of what there is to do and the board below it show the same."""
    if not hasattr(user, CACHE):
        setattr(user, CACHE, unready(now))
    return getattr(user, CACHE)


def unready(now: datetime) -> Rows:
    """Campaigns in preparation that fail a check, were never checked or are late, and late waves of those that run, the latest first; then those that run and fail one."""
    waits = Q(starts_at__lt=now) | _fails(TO_START) | ~Exists(ReadinessResult.objects.filter(campaign=OuterRef("pk")))
    campaigns = Campaign.objects.filter(waits, launched_at=None, closed_at=None)
    late = Wave.objects.filter(started_at=None, starts_at__lt=now, ends_at__gt=now, campaign__closed_at=None)
    waves = list(late.exclude(campaign__launched_at=None).select_related("campaign"))
    known = [wave.campaign_id for wave in waves]
    runs = list(Campaign.objects.filter(_runs(now), _fails(ON)).exclude(pk__in=known))
    found = [(one, None, one.starts_at) for one in campaigns] + [(one.campaign, one, one.starts_at) for one in waves]
    found += [(one, None, now) for one in runs]
    rows = Rows.of(sorted(found, key=lambda one: (one[2], one[0].name)))
    shown = [campaign for campaign, _wave, _start in rows.shown]
    of_these = Q(wave__campaign__in=runs)
    cells = readiness(shown, (TO_START & ~of_these) | (ON & of_these))
    columns = spoken(shown)
    today = day_of(now)
    return Rows(
        [
            Unready(campaign, wave, (today - day_of(start)).days, _in_columns(campaign, columns, cells))
            for campaign, wave, start in rows.shown
        ],
        rows.more,
    )


def _in_columns(campaign: Campaign, columns: list[str], cells: dict[tuple[int, str], Cell]) -> list[Cell | None]:
    return [cells.get((campaign.pk, code), Cell()) if code in campaign.languages else None for code in columns]


def spoken(campaigns: list[Campaign]) -> list[str]:
    """The languages of any of these, in the switcher's order."""
    return [code for code in languages.codes() if any(code in campaign.languages for campaign in campaigns)]


def checked(rows: list[Coming]) -> dict[Coming, Cell]:
    """What the stored results of each campaign say of that start, in its languages together; two queries."""
    waves = [row.wave for row in rows if row.wave]
    results = [
        one
        for one in ReadinessResult.objects.filter(campaign__in=[row.campaign for row in rows]).select_related(
            "campaign"
        )
        if one.language in one.campaign.languages
    ]
    kept_back, old = preparation.blocking_each(waves, results), _old([row.campaign for row in rows])
    found = {}
    for row in rows:
        own = [one for one in results if one.campaign_id == row.campaign.pk]
        failing = kept_back[row.wave.pk] if row.wave else [one for one in own if one.failures]
        found[row] = Cell(len(failing), len(own), row.campaign.pk in old)
    return found


def readiness(campaigns: list[Campaign], waves: Q = TO_START) -> dict[tuple[int, str], Cell]:
    """{(campaign's id, language): what its stored results say}; one query, and those of `changed_since`."""
    old = _old(campaigns)
    fails = Count("pk", filter=~Q(failures=[]) & _not_answered_for(waves))
    found = ReadinessResult.objects.filter(campaign__in=campaigns).values_list("campaign", "language")
    return {
        (pk, code): Cell(failing, asked, pk in old)
        for pk, code, failing, asked in found.annotate(failing=fails, asked=Count("pk"))
    }


def _old(campaigns: Iterable[Campaign]) -> set[int]:
    """The ids of those whose results may not hold any more; one query, and those of `changed_since`."""
    known = {campaign.pk: campaign for campaign in campaigns}
    asked = ReadinessResult.objects.filter(campaign__in=known).values_list("campaign").annotate(at=Min("checked_at"))
    return preparation.changed_since({known[pk]: at for pk, at in asked.order_by()})


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
