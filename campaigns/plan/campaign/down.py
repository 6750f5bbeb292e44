"""Campaigns of which nothing is public any more, since they were taken down: by their dates they run on."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from campaigns.plan.models import Campaign, CampaignPage
from core.publication import visibility
from core.publication.visibility import Down

# A column of a query for campaigns: whether a page of theirs was live, and is not. It spares the others the queries below.
MAY_BE_DOWN = Exists(CampaignPage.objects.filter(campaign=OuterRef("pk"), live=False, last_published_at__isnull=False))


def taken_down(request: HttpRequest | None, campaigns: Iterable[Campaign]) -> dict[int, Down]:
    """{campaign: how its pages were}, where none of them is live; each campaign with `MAY_BE_DOWN` as `may_be_down`, or asked about."""
    asked = [one.pk for one in campaigns if getattr(one, "may_be_down", True)]
    downs = visibility.down_pages_for(request) if asked else {}
    if not downs:
        return {}
    pages = list(CampaignPage.objects.filter(campaign__in=asked).order_by().values_list("campaign", "pk", "live"))
    read = {campaign for campaign, _pk, is_live in pages if is_live}
    return {campaign: downs[pk] for campaign, pk, _live in pages if pk in downs and campaign not in read}
