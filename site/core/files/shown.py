"""What of the uploaded files the public is shown now: by a page that every visitor may open, or by a snippet that is live."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Left, Length
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtailmedia.models import get_media_model

from core.files.showing import has_state
from core.publication.visibility import public

OF_MEDIA = {"media": "file", "captions": "captions", "media_thumbnails": "thumbnail"}  # {folder: field}
FOLDERS = ("images", *OF_MEDIA)


def holders(name: str) -> QuerySet:
    """The pictures, video and sound whose file this is; its folder is one of FOLDERS."""
    folder = name.partition("/")[0]
    if folder == "images":
        return get_image_model().objects.filter(renditions__file=name)
    return get_media_model().objects.filter(**{OF_MEDIA[folder]: name})


def is_shown(thing: Any) -> bool:
    """Whether something public shows a picture, document, video or sound now. What is live and hidden shows nothing.

    One query for what a page shows, one or two more for what none does.
    """
    return thing.may_be_shown and (open_to_all(pages_with(thing)).exists() or _is_in_a_snippet(thing))


def is_shown_beside(thing: Any, pages: Iterable[Page]) -> bool:
    """Whether something else than these pages shows it now, to everybody or to who has a password."""
    others = pages_with(thing).exclude(pk__in=[page.pk for page in pages])
    return thing.may_be_shown and (others.exists() or _is_in_a_snippet(thing))


def pages_with(thing: Any) -> QuerySet[Page]:
    """The public pages that refer to it, those that ask for a password included."""
    references = ReferenceIndex.get_references_to(thing).filter(base_content_type=_content_type_of_pages())
    return public(Page.objects.filter(pk__in=references.values(page=Cast("object_id", IntegerField()))))


def open_to_all(pages: QuerySet) -> QuerySet:
    """Those that neither are nor lie under a page with a restriction, or an alias of one."""
    on_it_or_above = Q(page__path=_beginning("page__path")) | Q(page__aliases__path=_beginning("page__aliases__path"))
    return pages.filter(~Exists(PageViewRestriction.objects.filter(on_it_or_above)))


def _beginning(path: str) -> Left:
    """Of the path of the page outside, as long as this one: the same where that page lies under it."""
    return Left(OuterRef("path"), Length(path))


def _is_in_a_snippet(thing: Any) -> bool:
    return any(
        issubclass(model, AbstractSetting) or (has_state(model) and objects.filter(live=True).exists())
        for model, objects in _others_with(thing)
    )


def _others_with(thing: Any) -> Iterator[tuple[type, QuerySet]]:
    """What refers to it and is no page, by its model."""
    references = ReferenceIndex.get_references_to(thing).exclude(base_content_type=_content_type_of_pages())
    by_type: dict[int, set[str]] = {}
    for content_type, pk in references.values_list("base_content_type", "object_id").distinct():
        by_type.setdefault(content_type, set()).add(pk)
    for content_type, ids in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            yield model, model._base_manager.filter(pk__in=ids)


def _content_type_of_pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)
