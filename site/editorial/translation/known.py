"""Sentences of a new translation whose words are known already, as those of a pattern are."""

from collections.abc import Mapping

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from editorial.translation import drafting


def begin(instance, locale: Locale, words: Mapping[str, str], user) -> None:
    """The translation of a page or snippet as a draft, with these words ({sentence: translation}) where nobody wrote others."""
    translation = drafting.start(instance, locale, user)
    segments = translation.source.stringsegment_set.select_related("string")
    rows = [
        StringTranslation(
            translation_of=segment.string,
            context_id=segment.context_id,
            locale=locale,
            data=words[segment.string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=user,
        )
        for segment in segments
        if segment.string.data in words
    ]
    if rows:
        StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)
        drafting.save_draft(translation, user)
