"""The pages of a campaign, those too that rooms above this one keep: made ready, translated and withdrawn together."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.signals import post_save
from django.dispatch import receiver

from campaigns.plan.models import Campaign, CampaignPage
from core import registry
from core.audiences import SHELTERED
from core.models import BasePage
from core.protection.zones import Zone
from editorial.sign_off.approvals import dates_of

# By page type: the lookup that leads from a page to its campaign.
WAYS = registry.Table[type[BasePage], str]({CampaignPage: "campaign"})


def querysets(campaign: Campaign | int) -> list[QuerySet]:
    """One for each page type, each page with its campaign."""
    return [model.objects.filter(**{way: campaign}).select_related(way) for model, way in WAYS.items()]


def pages(campaign: Campaign | int) -> list[BasePage]:
    """One query for each page type."""
    return [page for found in querysets(campaign) for page in found]


def pages_of(campaigns: Iterable[Campaign]) -> list[BasePage]:
    """Of some campaigns together, each with the id of its own as `of_campaign`; one query for each page type."""
    found = [
        model.objects.filter(**{f"{way}__in": campaigns}).annotate(of_campaign=F(way)).select_related("locale", way)
        for model, way in WAYS.items()
    ]
    return [page for pages in found for page in pages]


def keys_of_pages(empty: int) -> Iterator[QuerySet]:
    """(campaign's id, as many columns without anything, translation key) of each page, for a union; one for each page type."""
    columns = [Value(None, output_field=IntegerField()) for _each in range(empty)]
    return (model.objects.order_by().values_list(way, *columns, "translation_key") for model, way in WAYS.items())


def campaign_of(page: str) -> Coalesce:
    """The id of the campaign of a page, in a query that finds others than pages; `page` leads to its id."""
    found = [model.objects.filter(pk=OuterRef(page)).order_by().values(way)[:1] for model, way in WAYS.items()]
    return Coalesce(*map(Subquery, found), Value(None), output_field=IntegerField())


@receiver(post_save, sender=Campaign)
def protect(sender, instance: Campaign, **kwargs) -> None:
    """What is written for people who are sheltered is protected, also where the audience is chosen after the pages."""
    if instance.audience in SHELTERED:
        for model, way in WAYS.items():
            model.objects.filter(**{way: instance}).exclude(zone=Zone.PROTECTED).update(zone=Zone.PROTECTED)


def has_approved_page(campaign: Campaign, by: datetime | None = None) -> bool:
    """Whether a launch would show anything to anybody: now, or by then. Without a page, short addresses lead to the home page."""
    if any(found.filter(live=True).exists() for found in querysets(campaign)):
        return True
    return by is not None and any(moment <= by for moment in dates_of(pages(campaign)).values())
