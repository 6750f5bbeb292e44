"""What translators wrote for a text goes along to its copy, where they find it as they left it: nothing of it is approved."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from editorial.models import TranslatedFrom
from editorial.translation import drafting
from editorial.translation.sources import STALE


def carry(key: UUID, versions: Iterable[Page]) -> None:
    """For copies, versions of one another, of the pages with this translation key; they were made before.

    What a translator had not brought up to date yet is not up to date in the copy. Who confirmed a sentence confirmed it there alone.
    """
    pages = {page.locale_id: page for page in versions}
    for source in TranslationSource.objects.filter(object_id=key, locale__in=pages):
        _translations(source, _source(pages[source.locale_id]), pages)
    _sentences(key, next(iter(pages.values())).translation_key, pages)


def _source(page: Page) -> TranslationSource:
    """Of a draft as it is; to be read again is to be written in one go."""
    made, _new = TranslatableObject.objects.get_or_create_from_instance(page)
    source = TranslationSource.objects.create(
        object=made,
        locale=page.locale,
        specific_content_type=page.cached_content_type,
        object_repr=str(page)[:200],
        content_json="{}",
        last_updated_at=timezone.now(),
    )
    drafting.refresh(source)
    return source


def _translations(source: TranslationSource, copy: TranslationSource, locales: Iterable[int]) -> None:
    found = source.translations.filter(target_locale__in=locales)
    stale = set(found.filter(STALE).values_list("target_locale", flat=True))
    made = Translation.objects.bulk_create(
        [Translation(source=copy, target_locale_id=one.target_locale_id, enabled=one.enabled) for one in found]
    )
    words = drafting.words(copy)
    TranslatedFrom.objects.bulk_create(
        [TranslatedFrom(translation=one, strings=words) for one in made if one.target_locale_id not in stale]
    )


def _sentences(key: UUID, copied: UUID, locales: Iterable[int]) -> None:
    """Those of places that the copy has, too; who wrote them keeps having written them."""
    places = dict(TranslationContext.objects.filter(object_id=copied).values_list("path_id", "pk"))
    for model in (StringTranslation, SegmentOverride):
        found = model.objects.filter(context__object_id=key, locale__in=locales).select_related("context")
        model.objects.bulk_create(
            _again(one, places[one.context.path_id]) for one in found if one.context.path_id in places
        )


def _again(row: StringTranslation | SegmentOverride, context: int) -> Model:
    fields = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return type(row)(**fields | {"id": None, "context_id": context})
