"""Where a campaign runs, the kits that go with it."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.translation import get_language

from campaigns.plan.models import Campaign, CampaignPage
from campaigns.prevention.kits.models import KitPage
from core import audiences
from core.publication.visibility import public
from core.text import tokens
from editorial.takedown import views as takedowns


def under_the_campaign(context: dict[str, Any]) -> str:
    """Not where people in prostitution read: what professionals do with a group is for their partners' pages."""
    page = context.get("page")
    if not isinstance(page, CampaignPage) or page.over_since or page.audience == audiences.OUTREACH:
        return ""
    if not getattr(page, "has_kits", True):
        return ""
    return _shown(of_campaign(page.campaign, page.locale.language_code))


def has_kits() -> dict[str, Any]:
    """Asked with the page of a campaign: most have none."""
    return {"has_kits": Exists(KitPage.objects.filter(campaign=OuterRef("campaign"), live=True))}


def for_partners(context: dict[str, Any]) -> str:
    offer = context["offer"]
    return _shown(of_campaign(offer.campaign, get_language()))


def where_taken_down(context: dict[str, Any]) -> str:
    """Kits are no pages of the campaign that they go with: they stay, without the way that led there."""
    thing = context["thing"]
    found = public(KitPage.objects.filter(campaign=thing, live=True)) if isinstance(thing, Campaign) else []
    kits = [(kit, takedowns.address(kit, context["request"].user)) for kit in found]
    return render_to_string("kits/stay.html", {"kits": kits}) if kits else ""


def of_campaign(campaign: Campaign, language: str) -> list[KitPage]:
    """Those that are public in a language; one query, and one where leads hold tokens."""
    found = public(KitPage.objects.filter(campaign=campaign, locale__language_code=language))
    return tokens.gather(found.defer_streamfields().order_by("title"))


def _shown(kits: list[KitPage]) -> str:
    return render_to_string("kits/of_campaign.html", {"kits": kits}) if kits else ""
