"""What makes printed things stale is watched: facts, helplines, their words, pages, the campaign's voice and theme."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django_tasks import task
from wagtail.signals import page_published, page_unpublished, published, unpublished

from campaigns.plan.models import Campaign, CampaignPage, Partnership, PrintedItem
from campaigns.plan.sheets.public import settle_pages
from campaigns.plan.sheets.staleness import check
from campaigns.plan.signals import place_help_changed
from facts.models import Fact, FactWording, Helpline, HelplineWording
from themes.models import Theme


@receiver([page_published, page_unpublished])
@receiver([published, unpublished, post_delete], sender=Fact)
@receiver([published, unpublished, post_delete], sender=FactWording)
@receiver([published, unpublished, post_delete], sender=Helpline)
@receiver([published, unpublished, post_delete], sender=HelplineWording)
@receiver([published, unpublished], sender=Theme)
@receiver([post_delete], sender=CampaignPage)
@receiver([post_save], sender=Campaign)
def changed(instance, **kwargs) -> None:
    """Look again, in the background, once it is committed."""
    told = _told(instance)
    if told:
        transaction.on_commit(partial(_look, *told))


def _told(instance) -> tuple[str, int] | None:
    if isinstance(instance, FactWording):
        return "fact", instance.fact_id
    if isinstance(instance, HelplineWording):
        return "helpline", instance.helpline_id
    kinds = {Fact: "fact", Helpline: "helpline", CampaignPage: "page", Campaign: "campaign", Theme: "theme"}
    kind = kinds.get(type(instance))
    return (kind, instance.pk) if kind else None


@receiver(place_help_changed)
def place_changed(sender, territories, **kwargs) -> None:
    """What the directory says of the help in some territories."""
    for territory in sorted(set(territories)):
        transaction.on_commit(partial(_look, "place", territory))


def edition_changed(partnership: Partnership) -> None:
    transaction.on_commit(partial(_look, "partnership", partnership.pk))


def _look(kind: str, pk: int | str) -> None:
    """Most changes concern nothing that was printed: they cost one query, and no task."""
    if _concerned(kind, pk).exists():
        look_again.enqueue(kind, pk)


@task()
def look_again(kind: str, pk: int | str) -> None:
    if kind == "page":
        settle_pages([pk])
    check(_concerned(kind, pk))


def _concerned(kind: str, pk: int | str):
    """The items that a change may concern. A helpline may be new to an audience: all that bear helplines are asked."""
    items = PrintedItem.objects.all()
    if kind == "fact":
        return items.filter(Q(made_from__facts__has_key=str(pk)) | Q(made_from__spoken__has_key=str(pk)))
    if kind == "page":
        return items.filter(made_from__page=pk)
    if kind == "place":
        return items.filter(made_from__territory=pk)
    if kind == "partnership":
        return items.filter(_of_partnership(Partnership.objects.get(pk=pk)))
    if kind == "theme":
        return items.filter(campaign__theme=pk)
    return items.filter(campaign=pk) if kind == "campaign" else items


def _of_partnership(of: Partnership) -> Q:
    own = Q(link__partner=of.partner_id) | Q(link__partner=None, link__placement__partner=of.partner_id)
    return Q(edition__partnership=of) | Q(own, campaign=of.campaign_id)
