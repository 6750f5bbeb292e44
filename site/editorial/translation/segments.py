"""The sentences of a text, written for translators all at once.

wagtail-localize looks each sentence, its place and its segment up one by one: seven statements for each, whenever a text goes live.
`install` puts this in the place of its `TranslationSource.refresh_segments`, with the same rows for the same text.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

Row = tuple[int, int, Any]  # its context, its order, and what it holds


def install() -> None:
    TranslationSource.refresh_segments = refresh_segments


@transaction.atomic
def refresh_segments(self: TranslationSource) -> None:
    """Bring the segments of a source up to date with its content: those that are no longer there go."""
    instance = self.as_instance()
    values = extract_segments(instance)
    contexts = _contexts(self, {value.path for value in values}, instance)
    strings = _strings(self, {value.string.data for value in values if hasattr(value, "string")})
    wanted: dict[type[models.Model], dict[Row, dict[str, Any]]] = {
        model: {} for model in (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)
    }
    for value in values:
        model, held = _segment(value, strings)
        row = (contexts[value.path], value.order, tuple(held.values()))
        wanted[model][row] = {"context_id": row[0], "order": row[1], **held}
    for model, rows in wanted.items():
        _keep(self, model, rows)


def _segment(value: Any, strings: dict[str, int]) -> tuple[type[models.Model], dict[str, Any]]:
    """The kind of segment of a value, and its columns."""
    if isinstance(value, TemplateSegmentValue):
        return TemplateSegment, {"template_id": Template.from_value(value).pk}
    if isinstance(value, RelatedObjectSegmentValue):
        found, _new = TranslatableObject.objects.get_or_create(
            content_type=value.content_type, translation_key=value.translation_key
        )
        return RelatedObjectSegment, {"object_id": found.pk}
    if isinstance(value, OverridableSegmentValue):
        return OverridableSegment, {"data_json": json.dumps(value.data, cls=DjangoJSONEncoder)}
    attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
    return StringSegment, {"string_id": strings[value.string.data], "attrs": attrs}


def _keep(source: TranslationSource, model: type[models.Model], rows: dict[Row, dict[str, Any]]) -> None:
    """Exactly these rows of a kind, those that are there already as they are."""
    columns = [name for name in next(iter(rows.values()), {}) if name not in ("context_id", "order")]
    there: dict[Row, int] = {}
    twice = []
    for pk, context, order, *held in model.objects.filter(source=source).values_list(
        "pk", "context_id", "order", *columns
    ):
        if (context, order, tuple(held)) in rows and (context, order, tuple(held)) not in there:
            there[context, order, tuple(held)] = pk
        else:
            twice.append(pk)
    if twice:
        model.objects.filter(pk__in=twice).delete()
    model.objects.bulk_create([model(source=source, **fields) for row, fields in rows.items() if row not in there])


def _strings(source: TranslationSource, texts: set[str]) -> dict[str, int]:
    """{sentence: the key of its row}."""
    hashes = {String._get_data_hash(text): text for text in texts}
    rows = [String(locale_id=source.locale_id, data=text, data_hash=digest) for digest, text in hashes.items()]
    return {
        hashes[digest]: pk
        for digest, pk in _rows(String, rows, "data_hash", hashes, locale_id=source.locale_id).items()
    }


def _contexts(source: TranslationSource, paths: set[str], instance: Any) -> dict[str, int]:
    """{place in the content: the key of its row}, each with the path of its field."""
    hashes = {TranslationContext._get_path_id(path): path for path in paths}
    rows = [
        TranslationContext(object_id=source.object_id, path=path, path_id=digest) for digest, path in hashes.items()
    ]
    found = _rows(TranslationContext, rows, "path_id", hashes, object_id=source.object_id)
    for context in TranslationContext.objects.filter(object_id=source.object_id, field_path="", path_id__in=hashes):
        context.get_field_path(instance)
    return {hashes[digest]: pk for digest, pk in found.items()}


def _rows(
    model: type[models.Model], rows: list[models.Model], name: str, wanted: Iterable, **among: Any
) -> dict[Any, int]:
    """{hash: key} of rows, those that are missing made first. Others may make the same ones at the same time."""
    found = dict(model.objects.filter(**among, **{f"{name}__in": wanted}).values_list(name, "pk"))
    missing = [row for row in rows if getattr(row, name) not in found]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
        found = dict(model.objects.filter(**among, **{f"{name}__in": wanted}).values_list(name, "pk"))
    return found
