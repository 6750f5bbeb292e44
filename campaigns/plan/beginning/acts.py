"""A new campaign made in one act, whole or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.plan.beginning import drafts, patterns
from campaigns.plan.copying.acts import BEGUN
from campaigns.plan.links import missing
from campaigns.plan.models import Campaign, Channel, Placement, Wave
from campaigns.plan.tasks import patterns as usual
from campaigns.plan.tasks.acts import add_usual
from core.editor.calendar import day_of, midnight

TASKS, TRANSLATIONS = "tasks", "translations"  # their keys among what is proposed


@dataclass(frozen=True)
class Answers:
    """What was asked; a `budget` of None is not known yet."""

    name: str
    audience: str
    frame: str
    first_day: date
    last_day: date | None
    budget: Decimal | None = None
    languages: tuple[str, ...] = (settings.LANGUAGE_CODE,)

    @property
    def digest(self) -> str:
        """The same for the same answers, but for the name: of which a proposal was made."""
        return sha256(repr(replace(self, name="")).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Proposal:
    """What is made of the answers but for what is left out, by its keys."""

    answers: Answers
    left_out: Collection[str] = ()

    @property
    def waves(self) -> list[patterns.ProposedWave]:
        asked = self.answers
        return patterns.waves(asked.first_day, asked.last_day, asked.budget, self.left_out)

    @property
    def channels(self) -> list[patterns.ProposedChannel]:
        return patterns.channels(self.answers.audience, self.answers.budget, self.left_out)

    @property
    def sheets(self) -> list[patterns.ProposedSheets]:
        """Of all channels: what is ticked is planned, whatever became of the channel."""
        return patterns.sheets(patterns.channels(self.answers.audience, None), self.left_out)

    @property
    def has_translations(self) -> bool:
        """Whether drafts are begun in the other languages, too."""
        return self.is_multilingual and TRANSLATIONS not in self.left_out

    @property
    def is_multilingual(self) -> bool:
        return bool({*self.answers.languages} - {settings.LANGUAGE_CODE})

    @property
    def has_tasks(self) -> bool:
        """Whether the usual tasks are taken along."""
        return TASKS not in self.left_out

    def drafts(self, user) -> list[tuple[drafts.DraftPages, str]]:
        asked = self.answers
        found = drafts.offered(asked.audience, asked.frame, user)
        return [(one, said) for one, said in found if f"draft-{one.key}" not in self.left_out]


@transaction.atomic
def begin(proposal: Proposal, user) -> Campaign:
    """The campaign with its plan, a link with a code for each of its places, its drafts and its tasks.

    Raises IntegrityError or ValidationError where somebody else took the name meanwhile.
    """
    asked = proposal.answers
    campaign = Campaign(name=asked.name, audience=asked.audience, frame=asked.frame)
    campaign.languages = list(asked.languages)
    campaign.starts_at = midnight(asked.first_day).replace(hour=patterns.HOUR)
    campaign.ends_at = midnight(asked.last_day + timedelta(days=1)) if asked.last_day else None
    campaign.planned_sheets = [key for one in proposal.sheets for key in one.formats]
    campaign.full_clean(exclude=["slug"])
    campaign.save()
    waves = {one.key: _wave(one, campaign) for one in proposal.waves}
    placements = [place for one in proposal.channels for place in _channel(one, campaign, proposal, waves)]
    links = missing.make(campaign, user, None)
    made = [(one, one.make(campaign, user)) for one, _said in proposal.drafts(user)]
    pages = sum(len(found) for _one, found in made)
    translated = asked.languages if proposal.has_translations else ()
    versions = sum(drafts.translate(one, found, translated, user) for one, found in made)
    counts = {
        "waves": len(waves),
        "channels": len(proposal.channels),
        "placements": len(placements),
        "links": len(links.channels) + len(links.placements),
        "partners": 0,
        "tasks": _tasks(campaign, user) if proposal.has_tasks else 0,
        "sheets": len(campaign.planned_sheets),
        "pages": pages,
        "versions": pages + versions,
    }
    log(campaign, BEGUN, user=user, data={"copied": counts})
    return campaign


def _wave(one: patterns.ProposedWave, campaign: Campaign) -> Wave:
    return _written(
        Wave(campaign=campaign, name=one.name, starts_at=one.starts_at, ends_at=one.ends_at, budget=one.budget)
    )


def _channel(
    one: patterns.ProposedChannel, campaign: Campaign, proposal: Proposal, waves: dict[str, Wave]
) -> list[Placement]:
    channel = _written(Channel(campaign=campaign, kind=one.kind, name=one.name, cost=one.cost))
    return [
        _written(Placement(channel=channel, name=name, wave=waves[wave.key]))
        for name, wave in one.placements(proposal.waves)
    ]


def _tasks(campaign: Campaign, user) -> int:
    """The usual ones but for those whose day has passed, for who begins and hands them on; how many."""
    today = day_of(timezone.now())
    dated = ((one, one.due(campaign)) for one in usual.missing(campaign))
    return add_usual(campaign, [(one, user.pk) for one, due in dated if due is None or due >= today], user)


def _written[M: Model](row: M) -> M:
    row.full_clean()
    row.save()
    return row
