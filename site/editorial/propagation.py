"""What happens to a text in the language in which it was written happens to it in all of them.

wagtail-localize leaves the translations of an unpublished, expired, deleted, moved or newly protected page as they were.
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move, unpublished
from wagtail_localize.models import TranslationSource

from core.sign_off import SignedOff
from editorial.sources import translations_of


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
            translation.unpublish()


@receiver(unpublished)
def unpublish_translated_words(sender, instance, **kwargs):
    """The same for snippets."""
    if isinstance(instance, SignedOff) and not isinstance(instance, Page):
        for translation in translations_of(instance):
            if translation.live:
                translation.unpublish()


@receiver(pre_delete)
def unpublish_before_delete(sender, instance, **kwargs):
    """A deleted source leaves no live translation behind, whoever deletes it."""
    if isinstance(instance, SignedOff):
        for translation in translations_of(instance):
            if translation.live:
                translation.unpublish()


@receiver(post_page_move)
def move_translations(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """They follow to the same place in their languages; where it does not exist in one, the translation is withdrawn."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    for translation in translations_of(instance):
        place = parent_page_after.get_translation_or_none(translation.locale)
        if place is None:
            if translation.live:
                translation.unpublish()
        elif translation.get_parent().pk != place.pk:
            translation.move(place, pos="last-child")


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    """A password or a group put on the source holds for its translations, and goes with it."""
    source = Page.objects.filter(pk=instance.page_id).first()
    if source is None:
        return
    for translation in translations_of(source):
        TranslationSource.sync_view_restrictions(None, source, translation)
