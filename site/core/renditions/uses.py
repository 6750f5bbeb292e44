"""Which pictures live pages and snippets show, and in which sizes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from core.files.showing import has_state
from core.renditions.specs import CROPPED, IN_PAGES, SHARED

AT_ONCE = 500
Uses = dict[int, set[str]]


def of(thing: Any) -> Uses:
    """{image: specs} of a page or snippet, as it is stored; asks the thing itself, since the index may lag behind."""
    kind = ContentType.objects.get_for_model(get_image_model()).pk
    found: Uses = defaultdict(set)
    for content_type, pk, field, _path in ReferenceIndex._extract_references_from_object(thing):
        if content_type == kind:
            found[int(pk)] |= _specs(field)
    return found


def everywhere(images: Iterable[int] | None = None) -> Uses:
    """{image: specs} of all that is live; of these images alone, where they are named."""
    kind = ContentType.objects.get_for_model(get_image_model())
    references = ReferenceIndex.objects.filter(to_content_type=kind)
    if images is not None:
        references = references.filter(to_object_id__in=[str(pk) for pk in images])
    by_model = defaultdict(lambda: defaultdict(set))
    for content_type, source, image, field in references.values_list(
        "base_content_type", "object_id", "to_object_id", "model_path"
    ).iterator():
        by_model[content_type][source].add((int(image), field.partition(".")[0]))
    found: Uses = defaultdict(set)
    for content_type, sources in by_model.items():
        for source in _live(ContentType.objects.get_for_id(content_type).model_class(), sources):
            for image, field in sources[source]:
                found[image] |= _specs(field)
    return found


def _live(model: Any, sources: Iterable[str]) -> Iterator[str]:
    if not has_state(model):
        return
    for some in batched(sources, AT_ONCE):
        for pk in model._base_manager.filter(pk__in=some, live=True).values_list("pk", flat=True):
            yield str(pk)


def _specs(field: str) -> set[str]:
    return {"social_image": {SHARED}, "object_picture": set(CROPPED)}.get(field, set(IN_PAGES))
