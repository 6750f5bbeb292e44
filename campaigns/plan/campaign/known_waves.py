"""Tells lower rooms which campaigns and waves there are."""

from collections.abc import Iterable

from campaigns.plan.models import Campaign, Wave
from core.measures.waves import KnownWave


def campaigns_and_waves() -> Iterable[KnownWave]:
    """Two queries. A wave that was stopped early is over since then."""
    for campaign in Campaign.objects.order_by("name"):
        yield KnownWave(campaign.pk, 0, campaign.name)
    for wave in Wave.objects.select_related("campaign").order_by("campaign__name", "starts_at"):
        yield KnownWave(wave.campaign_id, wave.pk, str(wave), wave.ended_at or wave.ends_at)
