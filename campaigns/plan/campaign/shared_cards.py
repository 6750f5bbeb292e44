"""What shows a campaign's theme follows it: approved, withdrawn, another one, or without its picture."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from campaigns.plan.sheets import watching
from core.models import CampaignImage
from press.sharing import share_cards
from themes.models import Theme


@receiver([published, unpublished], sender=Theme)
def follow_theme(instance: Theme, **kwargs) -> None:
    for campaign in instance.campaigns.all():
        follow(campaign)


def follow_withdrawal(things: list[Any]) -> None:
    """A picture that was taken down, or put back: cards are made anew, and sheets are looked at again."""
    for theme in Theme.objects.filter(object_picture__in=[one for one in things if isinstance(one, CampaignImage)]):
        follow_theme(theme)
        watching.changed(theme)


@receiver(post_save, sender=Campaign)
def follow(instance: Campaign, **kwargs) -> None:
    transaction.on_commit(partial(_renew, instance.pk))


def _renew(campaign: int) -> None:
    """What shows the same as before is left as it is."""
    live = [page.pk for page in belonging.pages(campaign) if page.live]
    if live:
        share_cards.renew_what_reads_otherwise(live)
