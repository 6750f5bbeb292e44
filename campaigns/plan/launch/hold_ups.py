"""All campaigns that run or come: what keeps each back, who holds that up, and since when."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.dateparse import parse_datetime

from campaigns.plan.campaign import belonging
from campaigns.plan.campaign.board import Plans
from campaigns.plan.launch import preparation
from campaigns.plan.launch.scheduled import promise
from campaigns.plan.models import Campaign, CampaignTask, ReadinessResult, Wave
from core.editor.calendar import day_of
from core.publication.readiness import CHECKS, Check, Failure, Holder
from core.words import languages
from editorial.readiness.texts import States, edit, translations

SHOWN = 5  # things of one holder; the others are folded away


@dataclass
class Thing:
    """What fails, in the languages in which it says the same."""

    message: str
    url: str
    since: datetime | None
    spoken: list[languages.Language] = field(default_factory=list)


@dataclass
class HoldUp:
    """What one of the team's jobs holds up of a campaign."""

    holder: Holder
    things: list[Thing]

    @property
    def since(self) -> datetime | None:
        return min((one.since for one in self.things if one.since), default=None)

    @property
    def first(self) -> list[Thing]:
        return self.things[:SHOWN]

    @property
    def others(self) -> list[Thing]:
        return self.things[SHOWN:]


@dataclass(frozen=True)
class Row:
    """A campaign with its next start, if one is to come; `answered`: checks that fail, and for which a publisher answers.

    `under_way` says when a start by hand is public; it is empty where there is none.
    """

    campaign: Campaign
    wave: Wave | None
    starts_at: datetime | None
    now: datetime
    blocking: list[ReadinessResult]
    answered: list[ReadinessResult]
    is_old: bool
    late_tasks: list[CampaignTask]
    under_way: str = ""

    @property
    def first_day(self) -> date:
        return day_of(self.starts_at or self.campaign.launched_at)

    @property
    def days_left(self) -> int:
        return (self.first_day - day_of(self.now)).days

    @property
    def is_within_a_day(self) -> bool:
        return self.starts_at is not None and self.now < self.starts_at < self.now + timedelta(days=1)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def answered_for(self) -> list[tuple[Check, list[languages.Language]]]:
        """Each check that a publisher answers for, with the languages in which it fails."""
        found: dict[str, list[languages.Language]] = defaultdict(list)
        for one in self.answered:
            found[one.check_name].append(languages.language(one.language))
        return [(CHECKS[name], spoken) for name, spoken in found.items()]

    @property
    def hold_ups(self) -> list[HoldUp]:
        """Whoever has had something for longest comes first."""
        things: dict[str, dict[tuple[str, str], Thing]] = defaultdict(dict)
        for result in self.blocking:
            for said in result.said:
                since = parse_datetime(said.get("since", ""))
                key = said["message"], said["url"]
                thing = things[said.get("holder", Holder.EDITOR)].setdefault(key, Thing(*key, since))
                thing.spoken.append(languages.language(result.language))
        found = [HoldUp(Holder(holder), list(held.values())) for holder, held in things.items()]
        return sorted(found, key=lambda one: (one.since is None, one.since, Holder.values.index(one.holder)))


def rows(plans: Plans) -> list[Row]:
    """What starts next first, late ones before; then what runs and has nothing to start.

    Six queries, however many campaigns, and those of `_unchecked` where one was never checked.
    """
    campaigns = [one for one in plans.campaigns if one.launched_at is None or one in plans.running]
    waves: dict[int, Wave] = {}
    on: dict[int, Wave] = {}
    for wave in plans.waves:
        (waves if wave.started_at is None else on).setdefault(wave.campaign_id, wave)
    failing = [one for one in _results(campaigns) if one.failures]
    failing += _unchecked([one for one in campaigns if one.asked_at is None])
    judged = on | waves  # where nothing is to start, a publisher answers for what runs
    blocking = preparation.blocking_each(list(judged.values()), failing)
    kept_back = {wave.campaign_id: blocking[wave.pk] for wave in judged.values()}
    found = [_row(one, waves.get(one.pk), plans, failing, kept_back) for one in campaigns]
    late = _late_tasks(campaigns, day_of(plans.now))
    for row in found:
        row.late_tasks.extend(late[row.campaign.pk])
    return sorted(found, key=lambda row: (row.starts_at is None, row.first_day, row.campaign.name))


def _results(campaigns: list[Campaign]) -> list[ReadinessResult]:
    """Of checks and languages that there still are."""
    spoken = {one.pk: one.languages for one in campaigns}
    found = ReadinessResult.objects.filter(campaign__in=spoken, check_name__in=list(CHECKS))
    return [one for one in found.order_by("pk") if one.language in spoken[one.campaign_id]]


def _unchecked(campaigns: list[Campaign]) -> list[ReadinessResult]:
    """What the state of their pages says before anybody has asked the checks; five queries and one for each page type."""
    if not campaigns:
        return []
    found, pages = [], belonging.pages_of(campaigns)
    states = States(pages)
    known = {one.pk: one for one in campaigns}
    for page in pages:
        campaign, language = known[page.of_campaign], page.locale.language_code
        who, since = states.holder(page)
        said = [
            Failure(message % {"page": page.team_title}, edit(page), who, since).as_json()
            for message in states.wrong(page)
        ]
        if said and language in campaign.languages:
            found.append(
                ReadinessResult(campaign=campaign, language=language, check_name=translations.name, failures=said)
            )
    return found


def _row(campaign: Campaign, wave: Wave | None, plans: Plans, failing: list, kept_back: dict) -> Row:
    own = [one for one in failing if one.campaign_id == campaign.pk]
    blocking = kept_back.get(campaign.pk, own)
    starts_at = wave.starts_at if wave else None if campaign.launched_at else campaign.starts_at
    latest = plans.changes.latest
    is_old = bool(campaign.asked_at and latest and campaign.asked_at < latest)
    public_at = wave.public_at if wave else None
    under_way = promise(public_at, len(blocking), is_soon=True) if public_at else ""
    answered = [one for one in own if one not in blocking]
    return Row(campaign, wave, public_at or starts_at, plans.now, blocking, answered, is_old, [], under_way)


def _late_tasks(campaigns: list[Campaign], today: date) -> dict[int, list[CampaignTask]]:
    found: dict[int, list[CampaignTask]] = defaultdict(list)
    late = CampaignTask.objects.filter(campaign__in=[one.pk for one in campaigns], done_at=None, due__lt=today)
    for task in late.select_related("assignee"):
        found[task.campaign_id].append(task)
    return found
