"""What happens to a text in the language in which it was written happens to it in all of them.

wagtail-localize leaves the translations of an unpublished, expired, deleted, moved or newly protected page as they were.
"""

from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move, pre_page_move, unpublished

from core.publication.sign_off import SignedOff, SignOffError
from editorial.translation.sources import source_of, translation_of, translations_of


def followers(page: Page) -> QuerySet[Page]:
    """The versions in other languages of a page written in its own; none of a translation, which goes its own way."""
    if page.alias_of_id or translation_of(page):
        return Page.objects.none()
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).order_by("path")


# Unpublishing, expiry, deletion


@hooks.register("construct_translated_pages_to_cascade_actions")
def cascade(pages, action):
    """The editor confirms once. Moves are not among these: they follow by signal, whoever makes them."""
    if action == "unpublish":
        return {page: followers(page).filter(Q(live=True) | Q(numchild__gt=0), alias_of=None) for page in pages}
    if action == "delete":
        return {page: followers(page) for page in pages}
    return {}


@hooks.register("before_bulk_action")
def delete_all_languages(request, action_type, objects, action):
    """Wagtail deletes the translations of one page that is deleted, and leaves those of several."""
    if action_type == "delete" and action.model is Page:
        pages = {page.pk: page for one in objects for page in (one, *followers(one))}.values()
        objects[:] = [page for page in pages if not any(_is_below(page, other) for other in pages)]


def _is_below(page: Page, other: Page) -> bool:
    return page.pk != other.pk and page.path.startswith(other.path)


@receiver(page_unpublished)
def unpublish_translations(sender, instance, **kwargs):
    """Covers what has no confirmation: expiry and programmes."""
    for translation in followers(instance).filter(live=True):
        translation.specific.unpublish(set_expired=instance.expired)


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
        found = followers(instance).specific() if isinstance(instance, Page) else translations_of(instance)
        for translation in found:
            if translation.live:
                translation.unpublish()


# Moves


@receiver(pre_page_move)
def refuse_to_scatter(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Before anything is moved, in any language."""
    if parent_page_before.pk != parent_page_after.pk:
        refuse_move(instance, parent_page_after)


@receiver(post_page_move)
def move_translations(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """They follow to the same place in their languages; where it does not exist in one, the translation is withdrawn."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    for follower in followers(instance).select_related("locale"):
        place = parent_in_language_of(follower, parent_page_after)
        if place is None:
            for page in follower.get_descendants(inclusive=True).live().specific():
                page.unpublish()
        elif not follower.is_child_of(place):
            follower.move(place, pos="last-child")


def refuse_move(page: Page, parent: Page) -> None:
    """Raises SignOffError where a move would give a page another address in one language than in the others."""
    if parent.depth > 1 and page.locale_id != parent.locale_id:
        raise SignOffError(_("“%(title)s” cannot be moved under a page in another language.") % {"title": page})
    source = source_of(page)
    if source is not None and source.get_parent().translation_key != parent.translation_key:
        raise SignOffError(
            _("“%(title)s” is a translation: move “%(source)s”, and it goes along in every language.")
            % {"title": page, "source": source}
        )
    for follower in followers(page).select_related("locale"):
        target = parent_in_language_of(follower, parent)
        if target is not None and not Page._slug_is_available(follower.slug, target, follower):
            raise SignOffError(
                _("“%(title)s” (%(language)s) cannot follow: another page has its address there already.")
                % {"title": follower, "language": follower.locale.get_display_name()}
            )


def parent_in_language_of(follower: Page, parent: Page) -> Page | None:
    """Where a page goes when its source goes under `parent`; None where that is not translated yet."""
    return parent if parent.depth == 1 else parent.get_translation_or_none(follower.locale)


@hooks.register("before_move_page")
def say_what_keeps_from_moving(request, page, destination):
    """Before the confirmation is shown, not only once it is given."""
    if page.get_parent().pk != destination.pk:
        refuse_move(page, destination)


# Privacy


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    """A password or a login put on the source holds for its translations, and goes with it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    for follower in followers(page) if page else ():
        _copy_restriction(page, follower)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_groups(sender, instance, action, **kwargs):
    """The groups are saved after the restriction."""
    if not action.startswith("post_") or not isinstance(instance, PageViewRestriction):
        return
    for follower in followers(instance.page):
        _copy_restriction(instance.page, follower)


def _copy_restriction(source: Page, page: Page) -> None:
    wanted, found = source.view_restrictions.first(), page.view_restrictions.first()
    if wanted is None:
        if found is not None:
            found.delete()
        return
    if _terms(wanted) != _terms(found):
        found = found or PageViewRestriction(page=page)
        found.restriction_type, found.password = _terms(wanted)
        found.save()
    groups = set(wanted.groups.values_list("pk", flat=True))
    if groups != set(found.groups.values_list("pk", flat=True)):
        found.groups.set(groups)


def _terms(restriction: PageViewRestriction | None) -> tuple[str, str] | None:
    return (restriction.restriction_type, restriction.password) if restriction else None
