"""Which text is translated from which, and which translation is older than its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from core.editor.once import once

# Of a translation: its source has changed since its latest draft was made.
STALE = Q(made_from=None) | Q(source__last_updated_at__gt=F("made_from__updated_at"))


@dataclass(frozen=True)
class Original:
    """What a page is translated from, where that has changed since; `language` is its code."""

    language: str
    revised_at: datetime


def translation_of(instance) -> Translation | None:
    """The translation that makes this page or snippet; None for what is written in its own language."""
    return (
        _translation(instance.translation_key, instance.locale_id) if isinstance(instance, TranslatableMixin) else None
    )


@once
def _translation(key: UUID, locale: int) -> Translation | None:
    return (
        Translation.objects.filter(source__object_id=key, target_locale_id=locale)
        .exclude(source__locale_id=locale)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


def is_stale(translation: Translation) -> bool:
    """Whether its source has changed since its latest draft was made; one query."""
    return Translation.objects.filter(STALE, pk=translation.pk).exists()


def source_of(instance):
    """The page or snippet that this one translates; None for what is written in its own language, or whose source is gone."""
    translation = translation_of(instance)
    if translation is None:
        return None
    model = translation.source.specific_content_type.model_class()
    return model.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.source.locale_id
    ).first()


def is_source(instance) -> bool:
    """Whether other languages are translated from this page or snippet."""
    return TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).exists()


def translations_of(instance) -> list:
    """The versions of a source in other languages, aliases left out; nothing for what is a translation itself."""
    if not isinstance(instance, TranslatableMixin) or not is_source(instance):
        return []
    found = instance.get_translations()
    return [page.specific for page in found.filter(alias_of=None)] if isinstance(instance, Page) else list(found)


def revised_since(keys: Iterable[UUID], language: str) -> dict[UUID, Original]:
    """The pages with these translation keys whose words in a language are older than their original.

    One query. A draft that was made since does not help readers: as long as it waits, what is live was made before.
    """
    waiting = Page.objects.filter(
        translation_key=OuterRef("source__object_id"),
        locale=OuterRef("target_locale"),
        has_unpublished_changes=True,
        live_revision__created_at__lt=OuterRef("source__last_updated_at"),
    )
    found = Translation.objects.filter(
        STALE | Exists(waiting), enabled=True, source__object_id__in=keys, target_locale__language_code=language
    ).exclude(source__locale=F("target_locale"))
    columns = ("source__object_id", "source__locale__language_code", "source__last_updated_at")
    return {key: Original(*original) for key, *original in found.values_list(*columns)}
