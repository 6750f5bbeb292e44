"""Forgets what the sign-off and the translation of a text keep of its words."""

from typing import Any

from wagtail.models import Page, RevisionMixin, TranslatableMixin
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from editorial.models import (
    AccessibilityCheck,
    Approval,
    OutsideComment,
    ReviewedItem,
    ReviewLink,
    TranslationImport,
)


def forget_sign_off(things: list[Any]) -> None:
    """That it was approved, by whom and when, stays; what was said of it goes."""
    for thing in things:
        if isinstance(thing, RevisionMixin):
            Approval.objects.of(thing).update(comment="")
            items = ReviewedItem.objects.filter(
                base_content_type=thing.get_base_content_type(), object_id=str(thing.pk)
            )
            ReviewLink.objects.filter(items__in=items).update(comment="")
            items.delete()
    OutsideComment.objects.filter(page__in=[thing.pk for thing in things if isinstance(thing, Page)]).delete()


def forget_translations(things: list[Any]) -> None:
    keys = {thing.translation_key for thing in things if isinstance(thing, TranslatableMixin)}
    if not keys:
        return
    _forget_imports(Translation.objects.filter(source__object__in=keys).values_list("uuid", flat=True))
    strings = set(StringSegment.objects.filter(source__object__in=keys).values_list("string_id", flat=True))
    translated = StringTranslation.objects.filter(context__object__in=keys)
    strings |= set(translated.values_list("translation_of_id", flat=True))
    translated.delete()
    SegmentOverride.objects.filter(context__object__in=keys).delete()
    TranslationSource.objects.filter(object__in=keys).delete()
    TranslationContext.objects.filter(object__in=keys).delete()
    TranslatableObject.objects.filter(pk__in=keys).delete()
    unused = String.objects.exclude(pk__in=StringSegment.objects.values("string_id"))
    unused.filter(pk__in=strings).delete()
    # Sentences of former drafts are no longer tied to their text: no text has them, and nobody has translated them.
    unused.filter(translations=None).delete()


def forget_checks(things: list[Any]) -> None:
    """What was found may quote words of a page; it is found again within hours."""
    AccessibilityCheck.objects.all().delete()


def _forget_imports(uuids) -> None:
    wanted = {str(uuid) for uuid in uuids}
    for one in TranslationImport.objects.all():
        if any(str(change.get("translation")) in wanted for change in one.changes):
            one.delete()
