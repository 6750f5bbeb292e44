"""What a page of a campaign shows beside its words."""

from django import template

from campaigns.plan.models import CampaignPage
from campaigns.plan.relay import sheets
from campaigns.plan.relay.sheets import Sheet

register = template.Library()


@register.simple_tag
def campaign_film(page: CampaignPage) -> Sheet | None:
    """The film that stands on the page, or None."""
    return sheets.film_of(page)
