"""wagtail-localize's editor of a translation: it asks for each sentence by itself; here they are read together."""

from functools import wraps

from django.db.models import FETCH_PEERS
from django.http import HttpRequest, HttpResponse
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import edit_translation
from wagtail_localize.views.edit_translation import SegmentOverrideSerializer, StringTranslationSerializer

KNOWN = "_segments_by_place"


def install() -> None:
    for serializer, read in ((StringTranslationSerializer, _sentences), (SegmentOverrideSerializer, _overrides)):
        serializer.get_segment_id = _of_all_at_once(serializer.get_segment_id, read)


def shown(request: HttpRequest, instance, translation: Translation) -> HttpResponse | None:
    """What one sentence refers to is read for all of them; None where the translation was stopped, or is an alias."""
    if not translation.enabled or getattr(instance, "alias_of_id", None):
        return None
    together = Translation.objects.fetch_mode(FETCH_PEERS).select_related("source__locale", "target_locale")
    return edit_translation.edit_translation(request, together.get(pk=translation.pk), instance)


def _of_all_at_once(stock, read):
    """Which sentence of its source a translation belongs to; the editor alone knows the source for all of them."""

    @wraps(stock)
    def segment_id(self, translated) -> int | None:
        source = self.context.get("translation_source")
        if source is None or self.parent is None:
            return stock(self, translated)
        known = self.parent.__dict__
        if KNOWN not in known:
            known[KNOWN] = read(source)
        return known[KNOWN].get((getattr(translated, "translation_of_id", None), translated.context_id))

    return segment_id


def _sentences(source: TranslationSource) -> dict[tuple, int]:
    """Of a sentence that stands twice in one place, the first."""
    found = source.stringsegment_set.order_by("-pk").values_list("string_id", "context_id", "pk")
    return {(string, context): pk for string, context, pk in found}


def _overrides(source: TranslationSource) -> dict[tuple, int]:
    found = source.overridablesegment_set.values_list("context_id", "pk")
    return {(None, context): pk for context, pk in found}
