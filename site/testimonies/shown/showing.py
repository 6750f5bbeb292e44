"""Where testimonies are shown."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from testimonies.models import Testimony


def pages_showing(ids: Iterable[int]) -> dict[int, list[Page]]:
    """{testimony id: the pages in any language that show it, live or not}, in two queries for any number."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Testimony),
        to_object_id__in=[str(pk) for pk in ids],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    wanted = defaultdict(set)
    for page, testimony in references.values_list("object_id", "to_object_id"):
        wanted[int(testimony)].add(int(page))
    pages = Page.objects.in_bulk(set().union(*wanted.values()))
    return defaultdict(
        list, {testimony: [pages[pk] for pk in sorted(found) if pk in pages] for testimony, found in wanted.items()}
    )
