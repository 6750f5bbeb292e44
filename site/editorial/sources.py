"""Which text is translated from which."""

from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource


def translation_of(instance) -> Translation | None:
    """The translation that makes this page or snippet; None for what is written in its own language."""
    if not isinstance(instance, TranslatableMixin):
        return None
    return (
        Translation.objects.filter(source__object_id=instance.translation_key, target_locale_id=instance.locale_id)
        .exclude(source__locale_id=instance.locale_id)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


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
