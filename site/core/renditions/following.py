"""What makes pictures needed: something goes live, an image is changed or put back."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, published

from core.models.images import CampaignImage
from core.renditions.making import make_for, make_image


@receiver([page_published, published])
def make_for_what_is_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """After commit, and whatever comes of it: no picture keeps a page from going live."""
    transaction.on_commit(partial(make_for.enqueue, instance._meta.label, str(instance.pk)), robust=True)


@receiver(post_save, sender=CampaignImage)
def make_for_what_shows_it(sender: Any, instance: CampaignImage, created: bool, **kwargs: Any) -> None:
    """Another file, or another focal point."""
    if not created and not kwargs.get("raw"):
        transaction.on_commit(partial(make_image.enqueue, instance.pk), robust=True)


def follow_restoration(things: list[Any]) -> None:
    """A page that is put back is published without a word; an image is saved, which is followed above."""
    for thing in things:
        if isinstance(thing, Page) and thing.live:
            make_for.enqueue(thing._meta.label, str(thing.pk))
