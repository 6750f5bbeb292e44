"""What is to be forgotten: files that are deleted, replaced or withdrawn; pages too, where the operator lets a cache keep them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import FileField
from django.db.models.signals import post_delete, pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_slug_changed, page_unpublished, unpublished
from wagtailmedia.models import get_media_model

from core.files.shown import is_shown
from core.frontend_cache.outbox import forget_file, is_on, later
from core.models.withdrawal import Withdrawable
from core.protection.zones import Zone


@receiver(post_delete)
def forget_deleted_files(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Of whatever model."""
    if is_on():
        for file in _files(instance):
            forget_file(file.name, file.storage)


@receiver(pre_save)
def forget_replaced_files(sender: Any, instance: Any, **kwargs: Any) -> None:
    is_known = is_on() and isinstance(instance, Withdrawable) and instance.pk
    if is_known and any(not file._committed for file in _files(instance)):
        before = type(instance)._base_manager.filter(pk=instance.pk).first()
        for file in _files(before) if before else ():
            forget_file(file.name, file.storage)


def _files(instance: Any) -> Iterator[Any]:
    for field in instance._meta.concrete_fields:
        if isinstance(field, FileField) and (file := getattr(instance, field.attname)):
            yield file


@receiver([page_unpublished, unpublished])
def forget_files_of_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Those that nothing else shows the public; a document lies in no cache."""
    if is_on():
        for model in (get_image_model(), get_media_model()):
            kind = ContentType.objects.get_for_model(model)
            references = ReferenceIndex.get_references_for_object(instance).filter(to_content_type=kind)
            for thing in model.objects.filter(
                pk__in=[int(pk) for pk in references.values_list("to_object_id", flat=True)]
            ):
                if not is_shown(thing):
                    _forget_all(thing)


def _forget_all(thing: Any) -> None:
    renditions = thing.renditions.all() if isinstance(thing, get_image_model()) else ()
    for one in (thing, *renditions):
        for file in _files(one):
            forget_file(file.name, file.storage)


def keeps_pages() -> bool:
    return is_on() and settings.SHARED_HTML_SECONDS > 0


@receiver([page_published, page_unpublished])
def forget_page(sender: Any, instance: Page, **kwargs: Any) -> None:
    if keeps_pages():
        later(_addresses([instance]))


@receiver(pre_delete)
def forget_deleted_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before it is gone: it has no address afterwards."""
    if keeps_pages() and isinstance(instance, Page):
        later(_addresses([instance]))


@receiver(page_slug_changed)
def forget_former_address(sender: Any, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    if keeps_pages():
        later(_addresses([instance_before]))


def forget_withdrawn(things: list[Any]) -> None:
    """With the pages that show it."""
    if keeps_pages():
        pages = [thing for thing in things if isinstance(thing, Page)]
        others = [thing for thing in things if not isinstance(thing, Page)]
        later(_addresses([*pages, *_pages_with(others)]))


def _pages_with(things: Iterable[Any]) -> list[Page]:
    ids = set()
    for thing in things:
        references = ReferenceIndex.get_references_to(thing).filter(base_content_type__app_label="wagtailcore")
        ids |= set(map(int, references.values_list("object_id", flat=True)))
    return list(Page.objects.filter(pk__in=ids))


def _addresses(pages: list[Page]) -> Iterator[str]:
    """Of each, of those above it, which may list it, of all that a protected one protects, and the sitemap's."""
    for page in pages:
        near = list(page.get_ancestors(inclusive=True).filter(depth__gt=1))
        if getattr(page.specific, "zone", Zone.OPEN) == Zone.PROTECTED:
            near += page.get_descendants()
        for one in near:
            if address := one.get_url():
                yield address
    if pages:
        yield reverse("sitemap")
