"""The words of testimonies are found on the pages that show them, as long as they may be shown."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import published, unpublished

from testimonies.models import Standing, Testimony, TestimonyWording
from testimonies.shown.showing import pages_showing
from testimonies.shown.voices import mentioned, shown


def words_of_testimonies(page: Any) -> Iterable[str]:
    for one in shown(sorted(mentioned(page)), page.locale.language_code).values():
        if one is not None:
            yield f"{one.testimony.pseudonym} {one.wording.words} {one.wording.transcript}"


@receiver([published, unpublished], sender=Testimony)
@receiver([published, unpublished], sender=TestimonyWording)
def follow(sender, instance, **kwargs):
    pk = instance.pk if isinstance(instance, Testimony) else instance.testimony_id
    index_again(pages_showing([pk])[pk])


@receiver(post_delete, sender=TestimonyWording)
def follow_deleted(instance, **kwargs):
    """A withdrawal does it once for all languages, at its end."""
    if not Standing.objects.filter(testimony=instance.testimony_id, erased_at__isnull=False).exists():
        index_again(pages_showing([instance.testimony_id])[instance.testimony_id])


def index_again(pages: Iterable[Page]) -> None:
    for page in pages:
        index.insert_or_update_object(page.specific)
