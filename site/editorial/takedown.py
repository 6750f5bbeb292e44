"""What is withdrawn in the language in which it was written is withdrawn in all of them.

wagtail-localize leaves the translations of an unpublished, expired, deleted or newly protected page as they were.
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished
from wagtail_localize.models import TranslationSource


def is_source(page: Page) -> bool:
    """Whether other languages are translated from this page."""
    return TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).exists()


def translations_of(page: Page) -> list[Page]:
    return list(page.get_translations().filter(alias_of=None)) if is_source(page) else []


@hooks.register("construct_translated_pages_to_cascade_actions")
def cascade(pages, action):
    """The editor confirms once; the confirmation lists every page that goes with it."""
    if action in ("unpublish", "delete"):
        return {page: Page.objects.filter(pk__in=[found.pk for found in translations_of(page)]) for page in pages}
    return {}


@receiver(page_unpublished)
def unpublish_translations(sender, instance, **kwargs):
    """Covers what has no confirmation: expiry and programmes."""
    for translation in translations_of(instance):
        if translation.live:
            translation.specific.unpublish()


@receiver(pre_delete)
def unpublish_before_delete(sender, instance, **kwargs):
    """A deleted source leaves no live translation behind, whoever deletes it."""
    if isinstance(instance, Page) and sender is not Page:
        for translation in translations_of(instance):
            if translation.live:
                translation.specific.unpublish()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    """A password or a group put on the source holds for its translations, and goes with it."""
    source = Page.objects.filter(pk=instance.page_id).first()
    if source is None:
        return
    for translation in translations_of(source):
        TranslationSource.sync_view_restrictions(None, source, translation)
