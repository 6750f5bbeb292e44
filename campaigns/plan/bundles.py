"""A campaign as what is translated together: its pages, and the words of the facts that they show."""

from functools import partial
from uuid import UUID

from campaigns.plan.models import Campaign, CampaignPage
from core.bundles import Bundle, register
from facts.models import FactWording
from facts.shelf import mentioned


@register
def campaigns() -> list[Bundle]:
    keys: dict[tuple[int, str], set[UUID]] = {}
    for pk, name, key in Campaign.objects.order_by("-starts_at").values_list("pk", "name", "pages__translation_key"):
        keys.setdefault((pk, name), set()).update({key} - {None})
    return [Bundle(f"campaign-{pk}", name, frozenset(pages), partial(words, pk)) for (pk, name), pages in keys.items()]


def words(campaign: int) -> list[UUID]:
    """The words of each fact that a page of the campaign shows."""
    facts = {fact for page in CampaignPage.objects.filter(campaign=campaign) for fact in mentioned(page)}
    return list(FactWording.objects.filter(fact__in=facts).values_list("translation_key", flat=True))
