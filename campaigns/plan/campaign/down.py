"""Campaigns of which nothing is public any more, since they were taken down: by their dates they run on."""

from django.http import HttpRequest

from campaigns.plan.models import CampaignPage
from core.publication import visibility
from core.publication.visibility import Down


def taken_down(request: HttpRequest | None) -> dict[int, Down]:
    """{campaign: how its pages were}, where none of them is live; two queries at most a request, one where nothing is down."""
    downs = visibility.down_pages_for(request)
    if not downs:
        return {}
    pages = list(CampaignPage.objects.order_by().values_list("campaign", "pk", "live"))
    read = {campaign for campaign, _pk, is_live in pages if is_live}
    return {campaign: downs[pk] for campaign, pk, _live in pages if pk in downs and campaign not in read}
