"""Machine translation through wagtail-localize's own interface: off unless the operator names a translator.

What a machine wrote is a draft, marked sentence by sentence as such until a person has changed or confirmed it.
"""

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from core.words import plain_text
from editorial.translation import drafting


class OfflineTranslator(BaseMachineTranslator):
    """Translates nothing: marks each sentence with the language that it should be in. For tests and rehearsals, without network."""

    display_name = "Offline"

    def translate(self, source_locale, target_locale, strings):
        return {string: StringValue(f"[{target_locale.language_code}] {string.data}") for string in strings}

    def can_translate(self, source_locale, target_locale):
        return source_locale.language_code != target_locale.language_code


def is_on() -> bool:
    return get_machine_translator() is not None


def translate(translation: Translation, user) -> int:
    """Give each sentence that has no translation one by machine, and make a draft; how many."""
    translator = get_machine_translator()
    if translator is None or not translator.can_translate(translation.source.locale, translation.target_locale):
        return 0
    known = set(
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        ).values_list("translation_of_id", "context_id")
    )
    segments = [
        segment
        for segment in translation.source.stringsegment_set.select_related("string")
        if (segment.string_id, segment.context_id) not in known
    ]
    said = translator.translate(
        translation.source.locale, translation.target_locale, {segment.string.as_value() for segment in segments}
    )
    for segment in segments:
        text = said.get(segment.string.as_value())
        if text is not None and text.data and not plain_text.refusal(text.data):
            StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                locale=translation.target_locale,
                context_id=segment.context_id,
                defaults={
                    "data": text.data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": translator.display_name,
                    "last_translated_by": user,
                },
            )
    drafting.save_draft(translation, user)
    return len(segments)
