"""The sentences of some translations, each with the place that it is shown in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from wagtail.blocks import ListBlock
from wagtail.fields import StreamField
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# Python and polib end a line at each of these; gettext does not.
_SEPARATORS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
_SPACES = re.compile(r"[ \t\r\n]+")
_BREAK = re.compile(r" ?<br ?/?> ?")


def one_line(text: str) -> str:
    """The text with a space for each separator that would break a line of a PO file."""
    return text.translate(_SEPARATORS)


def loose(text: str) -> str:
    """The text as it is compared: the tools of agencies rewrite ends of lines and spaces."""
    return _BREAK.sub("<br/>", _SPACES.sub(" ", one_line(text))).strip()


@dataclass(frozen=True)
class Place:
    """Where a sentence stands, and how many characters that place takes, where it has a limit."""

    label: str
    longest: int | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence in one place of one text, and what it is translated as so far; empty where it is not."""

    translation: Translation
    string_id: int
    context_id: int
    path: str
    source: str
    translated: str
    by_machine: bool
    place: Place
    attributes: str = ""  # of its tags, as wagtail-localize keeps them

    @property
    def address(self) -> str:
        """What tells its place from all others: the `msgctxt` of its entry."""
        return f"{self.translation.uuid}:{self.path}"


def of(translations: Iterable[Translation]) -> list[Sentence]:
    """Each sentence once, text by text in the order of reading; a fixed number of queries."""
    translations = list(translations)
    prefetch_related_objects(translations, "source__locale", "source__specific_content_type", "target_locale")
    segments = _segments(translations)
    translated = _translated(translations)
    return [
        sentence
        for translation in translations
        for sentence in _sentences(translation, segments.get(translation.source_id, []), translated)
    ]


def _segments(translations: list[Translation]) -> dict[int, list[StringSegment]]:
    found: dict[int, list[StringSegment]] = {}
    rows = StringSegment.objects.filter(source__in=[translation.source_id for translation in translations])
    for row in rows.select_related("string", "context").order_by("source_id", "order", "pk"):
        found.setdefault(row.source_id, []).append(row)
    return found


def _translated(translations: list[Translation]) -> dict[tuple[int, int, int], StringTranslation]:
    rows = StringTranslation.objects.filter(
        context__object__in=[translation.source.object_id for translation in translations],
        locale__in={translation.target_locale_id for translation in translations},
    )
    return {(row.locale_id, row.translation_of_id, row.context_id): row for row in rows}


def _sentences(translation: Translation, segments: list[StringSegment], translated: dict) -> Iterable[Sentence]:
    model = translation.source.specific_content_type.model_class()
    unique = {(segment.string_id, segment.context_id): segment for segment in reversed(segments)}
    for segment in sorted(unique.values(), key=lambda segment: (segment.order, segment.pk)):
        row = translated.get((translation.target_locale_id, segment.string_id, segment.context_id))
        yield Sentence(
            translation=translation,
            string_id=segment.string_id,
            context_id=segment.context_id,
            path=segment.context.path,
            source=segment.string.data,
            translated=row.data if row else "",
            by_machine=bool(row) and row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
            place=place(model, segment.context.field_path or segment.context.path),
            attributes=segment.attrs,
        )


def place(model, field_path: str) -> Place:
    """The place that wagtail-localize's path of names leads to, as in `body.steps.steps.item.title`."""
    name, *names = field_path.split(".")
    field = next((field for field in model._meta.get_fields() if field.name == name), None)
    if field is None:
        return Place(field_path)
    if isinstance(field, StreamField):
        return _place_in_stream(field, names)
    if field.one_to_many and names:
        return place(field.related_model, ".".join(names))
    return Place(capfirst(str(field.verbose_name)), field.max_length)


def _place_in_stream(field: StreamField, names: list[str]) -> Place:
    labels, block = [capfirst(str(field.verbose_name))], field.stream_block
    for name in names:
        block = block.child_block if isinstance(block, ListBlock) else getattr(block, "child_blocks", {}).get(name)
        if block is None:
            break
        labels += [capfirst(str(block.label))] if block.label else []
    return Place(" › ".join(labels), getattr(getattr(block, "field", None), "max_length", None))
