"""When the files of a kit are made: when it goes live, and when something that it shows has changed."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published, published, unpublished

from campaigns.prevention.kits.editions import renew
from campaigns.prevention.kits.models import KitEdition, KitPage
from campaigns.prevention.kits.models.editions import line_of
from core.models.withdrawal import Withdrawable
from facts.models import Fact, FactWording, Helpline, HelplineWording


@receiver(page_published, sender=KitPage)
def renew_what_is_published(sender: Any, instance: KitPage, **kwargs: Any) -> None:
    transaction.on_commit(partial(renew.enqueue, instance.pk), robust=True)


@receiver(published)
@receiver(unpublished)
def renew_what_shows_it(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A fact or a helpline, or its words in one language."""
    match instance:
        case FactWording(fact=thing) | HelplineWording(helpline=thing):
            pass
        case _:
            thing = instance
    if isinstance(thing, Fact | Helpline):
        for pk in kits_with(thing):
            transaction.on_commit(partial(renew.enqueue, pk), robust=True)


def settle_versions_with(things: list[Any]) -> None:
    """Versions that hold what was withdrawn are shown to nobody from now on, former ones too; what is put back brings them back."""
    for thing in things:
        if isinstance(thing, Withdrawable):
            settle_versions(line_of(thing))


@receiver(post_delete)
def settle_versions_without(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Withdrawable):
        transaction.on_commit(partial(settle_versions, line_of(instance)), robust=True)


def hide_versions_with_traces(thing: Withdrawable) -> None:
    """They hold the file as it was: nobody is shown them again, and the kit is made anew from what it is now."""
    line = line_of(thing)
    for edition in KitEdition.objects.filter(holds__contains=f"\n{line}\n"):
        edition.let_go(thing)
    for pk in (
        KitPage.objects.live().filter(editions__holds__contains=f"\n{line}\n").distinct().values_list("pk", flat=True)
    ):
        transaction.on_commit(partial(renew.enqueue, pk), robust=True)


def settle_versions(line: str) -> None:
    editions = list(KitEdition.objects.filter(holds__contains=f"\n{line}\n"))
    for edition in editions:
        edition.settle()
    for pk in KitPage.objects.live().filter(editions__in=editions).distinct().values_list("pk", flat=True):
        renew.enqueue(pk)


def kits_with(thing: Fact | Helpline) -> list[int]:
    """The live kits that show it, in any language."""
    references = ReferenceIndex.get_references_to(thing).values_list("object_id", flat=True)
    ids = {int(pk) for pk in references if pk.isdecimal()}
    return list(KitPage.objects.live().filter(pk__in=ids).values_list("pk", flat=True))
