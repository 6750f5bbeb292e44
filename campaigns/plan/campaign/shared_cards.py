"""The cards of a campaign's pages follow its theme: approved, withdrawn, or another one."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from press.sharing import share_cards
from themes.models import Theme


@receiver([published, unpublished], sender=Theme)
def follow_theme(instance: Theme, **kwargs) -> None:
    for campaign in instance.campaigns.all():
        follow(campaign)


@receiver(post_save, sender=Campaign)
def follow(instance: Campaign, **kwargs) -> None:
    transaction.on_commit(partial(_renew, instance.pk))


def _renew(campaign: int) -> None:
    """What shows the same as before is left as it is."""
    live = [page.pk for page in belonging.pages(campaign) if page.live]
    if live:
        share_cards.renew_what_reads_otherwise(live)
