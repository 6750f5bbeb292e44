"""Leading a channel to a page of its own."""

from django.db import transaction
from wagtail.models import Page

from campaigns.plan.links.redirects import forget
from campaigns.plan.models import Campaign, Channel, TrackedLink


@transaction.atomic
def lead_to(channel: Channel, page: Page, user) -> TrackedLink:
    """The channel's own link, which leads to the page from now on, and with it all its links that named no destination.

    The link is made where there is none in use. What somebody led elsewhere stays there.
    """
    Campaign.objects.select_for_update().get(pk=channel.campaign_id)
    channel.links.filter(retired_at=None, page=None, address="").update(page=page)
    own = channel.links.filter(retired_at=None, placement=None, partner=None).first()
    if own is None:
        own = TrackedLink.objects.create(campaign=channel.campaign, channel=channel, page=page, created_by=user)
    transaction.on_commit(forget)
    return own
