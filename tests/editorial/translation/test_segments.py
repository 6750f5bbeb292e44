"""The sentences of a text are those that wagtail-localize itself would write, in a few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.translation.segments import refresh_segments
from tests import factories
from tests.factories import block

COLUMNS = {
    StringSegment: ("string__data", "attrs"),
    TemplateSegment: ("template__template",),
    RelatedObjectSegment: ("object_id",),
    OverridableSegment: ("data_json",),
}
KINDS = {
    TemplateSegmentValue: TemplateSegment,
    RelatedObjectSegmentValue: RelatedObjectSegment,
    OverridableSegmentValue: OverridableSegment,
}


@pytest.fixture
def page(home, tmp_path):
    picture = {"image": factories.image(tmp_path).pk, "alt_text": "Un rectangle", "decorative": False}
    text = '<p>La <b>loi</b> et <a href="https://example.org/">une adresse</a>.</p><p>La suite.</p>'
    body = [block("text", text=text), block("figure", image=picture, caption="Une légende")]
    return factories.standard_page(home, title="Une page", body=body)


@pytest.fixture
def source(page) -> TranslationSource:
    made, _new = TranslationSource.get_or_create_from_instance(page)
    return made


def rows(source) -> dict[str, list]:
    """What is there for translators, with the place of each in the page."""
    return {
        model.__name__: sorted(
            map(
                str,
                model.objects.filter(source=source).values_list(
                    "context__path", "context__field_path", "order", *columns
                ),
            )
        )
        for model, columns in COLUMNS.items()
    }


def by_the_library(source) -> None:
    """As it reads a text: one segment after the other."""
    instance = source.as_instance()
    for value in extract_segments(instance):
        kind = KINDS.get(type(value))
        made = kind.from_value(source, value) if kind else StringSegment.from_value(source, source.locale, value)
        made.context.get_field_path(instance)


def forget(source) -> None:
    for model in COLUMNS:
        model.objects.filter(source=source).delete()
    TranslationContext.objects.filter(object_id=source.object_id).delete()


def test_segments_are_those_of_the_library(source):
    refresh_segments(source)
    ours = rows(source)

    forget(source)
    by_the_library(source)

    assert rows(source) == ours
    assert all(ours[model.__name__] for model in (StringSegment, TemplateSegment, OverridableSegment))


def test_text_that_changed_keeps_what_it_still_says_and_loses_the_rest(page, source):
    before = dict(StringSegment.objects.filter(source=source).values_list("string__data", "pk"))
    page.title = "Un autre titre"
    factories.go_live(page)
    source.update_from_db()

    after = dict(StringSegment.objects.filter(source=source).values_list("string__data", "pk"))

    assert set(before) - set(after) == {"Une page"}
    assert set(after) - set(before) == {"Un autre titre"}
    assert all(after[text] == before[text] for text in set(before) & set(after))


def test_segment_that_is_there_twice_is_kept_once(source):
    first = StringSegment.objects.filter(source=source).first()
    StringSegment.objects.create(
        source=source, context=first.context, order=first.order, string=first.string, attrs=first.attrs
    )
    whole = StringSegment.objects.filter(source=source).count()

    refresh_segments(source)

    assert StringSegment.objects.filter(source=source).count() == whole - 1


def test_reading_a_text_again_costs_the_same_however_long_it_is(home, source):
    body = [block("text", text=f"<p>Une phrase {letter}.</p>") for letter in "abcdefghij"]
    longer, _new = TranslationSource.get_or_create_from_instance(factories.standard_page(home, body=body))

    def cost(of) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            refresh_segments(of)
        return len([query for query in queries if "template" not in query["sql"] and "SAVEPOINT" not in query["sql"]])

    assert cost(longer) <= cost(source)
