"""Waves, channels, placements, links and partners of a campaign that is begun again."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils import timezone

from campaigns.plan.copying.dates import shifted
from campaigns.plan.links import making
from campaigns.plan.models import Campaign, CampaignTask, Partnership, Placement
from campaigns.plan.posts import acts as posting
from campaigns.plan.tasks.people import may_be_given, team
from editorial.desk import origins
from press.formats import FORMATS

CENT = Decimal("0.01")


def again[M: Model](row: M, **other: Any) -> M:
    """The row once more, not saved yet, but for what is `other` in it."""
    fields = {
        field.attname: field.value_from_object(row) for field in row._meta.concrete_fields if not field.primary_key
    }
    made = type(row)(**fields)
    for name, value in other.items():
        setattr(made, name, value)
    return made


def waves(campaign: Campaign, copy: Campaign, days: int, budget: Decimal | None) -> dict[Model, Model]:
    """{wave: its copy}, so many days later, with its targets; a `budget` of the whole is shared out as it was before."""
    found = list(campaign.waves.prefetch_related("targets"))
    made: dict[Model, Model] = {}
    for wave, share in zip(found, shares([wave.budget for wave in found], budget), strict=True):
        when = {"starts_at": shifted(wave.starts_at, days), "ends_at": shifted(wave.ends_at, days)}
        made[wave] = again(wave, campaign=copy, budget=share, started_at=None, ended_at=None, **when)
        made[wave].targets = [again(target, wave_id=None) for target in wave.targets.all()]
        made[wave].save()
    return made


def shares(before: list[Decimal | None], budget: Decimal | None) -> list[Decimal | None]:
    """What each wave has of a budget, to the cent: in the proportions of before, or alike where none had any."""
    if budget is None or not before:
        return before
    weights = [one or Decimal(0) for one in before]
    weights = weights if any(weights) else [Decimal(1)] * len(before)
    # Of sums that only grow: the last one is the budget itself, whatever was rounded before.
    sums = [(budget * sum(weights[:end]) / sum(weights)).quantize(CENT) for end in range(len(weights) + 1)]
    return [after - until for until, after in pairwise(sums)]


def channels(campaign: Campaign, copy: Campaign) -> dict[Model, Model]:
    made: dict[Model, Model] = {}
    for channel in campaign.channels.all():
        made[channel] = again(channel, campaign=copy)
        made[channel].save()
    return made


def placements(campaign: Campaign, made: Mapping[Model, Model]) -> dict[Placement, Placement]:
    """{placement: its copy}, not saved yet."""
    found = Placement.objects.filter(channel__campaign=campaign).select_related("wave", "channel")
    return {one: again(one, channel=made[one.channel], wave=made.get(one.wave)) for one in found}


def links(
    campaign: Campaign, copy: Campaign, made: Mapping[Model, Model], pages: Mapping[int, int], user
) -> tuple[int, int]:
    """Write placements and links, each with a code of its own; (how many placements, how many links).

    Links that are retired, or whose partner no longer takes part, are not needed again.
    """
    places = placements(campaign, made)
    gone = campaign.partnerships.exclude(ended_at=None).values("partner")
    found = campaign.links.filter(retired_at=None).exclude(partner__in=gone).select_related("channel", "placement")
    fresh = [
        again(
            link,
            code="",
            campaign=copy,
            channel=made[link.channel],
            placement=places.get(link.placement),
            page_id=pages.get(link.page_id, link.page_id),
            created_at=timezone.now(),
            created_by=user,
            read_as="",
        )
        for link in found
    ]
    making.create(fresh, places.values())
    return len(places), len(fresh)


def sheets(campaign: Campaign) -> list[str]:
    """Keys of the formats that were planned or made of it, in their order."""
    made = campaign.printed.order_by().values_list("format", flat=True).distinct()
    return [key for key in FORMATS if key in {*campaign.planned_sheets, *made}]


def tasks(campaign: Campaign, copy: Campaign, days: int, user) -> int:
    """All of them, open, so many days later, without what was said; for whom they were, if that is still one of the team; how many."""
    now, still = timezone.now(), set(may_be_given().values_list("pk", flat=True))
    found = [
        again(
            task,
            campaign=copy,
            assignee_id=task.assignee_id if task.assignee_id in still else None,
            due=task.due and task.due + timedelta(days=days),
            created_at=now,
            created_by=user,
            assigned_at=now,
            done_at=None,
            done_by=None,
        )
        for task in campaign.tasks.all()
    ]
    return len(CampaignTask.objects.bulk_create(found))


def posts(campaign: Campaign, copy: Campaign, days: int, user) -> int:
    """All of them as drafts, so many days later, each with the new link of its network; without sheets and cards, which are still to be made."""
    found = list(campaign.posts.select_related("picture"))
    still = set(team().values_list("pk", flat=True))
    leading = {post.network for post in found if post.link_id}
    links = {network: posting.link_for(copy, network, user) for network in leading}
    drafts = []
    for post in found:
        draft = posting.again(post, post.network, post.language)
        draft.campaign, draft.item, draft.card = copy, None, None
        draft.alternative = "" if post.item_id or post.card_id else post.alternative
        draft.planned_at = post.planned_at and shifted(post.planned_at, days)
        draft.assignee_id = post.assignee_id if post.assignee_id in still else None
        draft.link = links[post.network] if post.link_id else None
        drafts.append(draft)
    made = posting.add(drafts, user)
    for post, draft in zip(found, made, strict=True):
        origins.note(post, draft, user, {})
    return len(made)


def partnerships(campaign: Campaign, copy: Campaign) -> int:
    """Those that have not ended, each with an address that nobody knows yet; how many."""
    found = campaign.partnerships.filter(ended_at=None)
    return len(Partnership.objects.bulk_create(Partnership(campaign=copy, partner_id=one.partner_id) for one in found))
