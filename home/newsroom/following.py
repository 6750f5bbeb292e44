"""When the files of a release are made: when it goes live, and when a fact that it tells has changed."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, published, unpublished

from facts.models import Fact, FactWording
from home.newsroom.making import renew
from home.newsroom.models import ArticleFile, ArticlePage


@receiver(page_published, sender=ArticlePage)
def renew_what_is_published(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    if instance.is_release:
        transaction.on_commit(partial(renew.enqueue, instance.pk), robust=True)


@receiver(page_unpublished, sender=ArticlePage)
def forget_what_is_unpublished(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    ArticleFile.objects.filter(article=instance.pk).delete()


@receiver(published)
@receiver(unpublished)
def renew_what_shows_it(sender: Any, instance: Any, **kwargs: Any) -> None:
    fact = instance.fact if isinstance(instance, FactWording) else instance
    if isinstance(fact, Fact):
        for pk in releases_with(fact):
            transaction.on_commit(partial(renew.enqueue, pk), robust=True)


def follow_withdrawal(things: list[Any]) -> None:
    """What was put back has its files again."""
    for thing in things:
        if isinstance(thing, Page) and issubclass(thing.specific_class or Page, ArticlePage):
            renew.enqueue(thing.pk)


def releases_with(fact: Fact) -> list[int]:
    references = ReferenceIndex.get_references_to(fact).values_list("object_id", flat=True)
    ids = {int(pk) for pk in references if pk.isdecimal()}
    releases = ArticlePage.objects.live().filter(pk__in=ids, kind=ArticlePage.Kind.RELEASE)
    return list(releases.values_list("pk", flat=True))
