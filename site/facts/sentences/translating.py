"""What the facts in the sentences of a translation stand for, told to whoever translates them: its editor shows bare tokens."""

from typing import Any

from wagtail_localize.models import Translation

from facts.models import Fact, FactWording
from facts.shelf import Shelf, ids_in


def meanings(translation: Translation, instance: Any) -> dict[str, dict[str, str]]:
    """{token: the name of its fact and what visitors read in the language of the translation}; three queries at most."""
    language = translation.target_locale.language_code
    if isinstance(instance, FactWording):
        return {"{value}": {"name": instance.fact.name, "value": instance.fact.written(language)}}
    texts = translation.source.stringsegment_set.filter(string__data__contains="{fact:")
    ids = ids_in(texts.values_list("string__data", flat=True))
    if not ids:
        return {}
    labels = {shown.fact.pk: shown.label for shown in Shelf(language).facts(ids)}
    return {
        f"{{fact:{fact.pk}}}": {"name": fact.name, "value": fact.written(language) or labels.get(fact.pk, "")}
        for fact in Fact.objects.filter(pk__in=ids).order_by("pk")
    }
