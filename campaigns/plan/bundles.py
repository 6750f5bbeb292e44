"""A campaign as what is translated together: its pages, and the words of the facts that they show."""

from core.bundles import Bundle, register
from facts.models import FactWording
from facts.shelf import mentioned
from campaigns.plan.models import Campaign, CampaignPage


@register
def campaigns() -> list[Bundle]:
    pages: dict[int, list[CampaignPage]] = {}
    for page in CampaignPage.objects.filter(alias_of=None).select_related("locale"):
        pages.setdefault(page.campaign_id, []).append(page)
    words: dict[int, set] = {}
    for fact, key in FactWording.objects.values_list("fact_id", "translation_key"):
        words.setdefault(fact, set()).add(key)
    return [
        Bundle(
            f"campaign-{campaign.pk}",
            campaign.name,
            frozenset(page.translation_key for page in pages.get(campaign.pk, [])),
            frozenset(
                key for page in pages.get(campaign.pk, []) for fact in mentioned(page) for key in words.get(fact, ())
            ),
        )
        for campaign in Campaign.objects.order_by("-starts_at")
    ]
