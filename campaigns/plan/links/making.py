"""Making many links at once, with what Wagtail does one by one when a row is saved."""

from collections.abc import Iterable
from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from campaigns.plan.models import Placement, TrackedLink
from campaigns.plan.models.links import new_code

BATCH = 500


def create(links: list[TrackedLink], placements: Iterable[Placement] = ()) -> None:
    """Write links and the new placements that they name; within a transaction. IntegrityError where a place is taken."""
    placements = list(placements)
    Placement.objects.bulk_create(placements, batch_size=BATCH)
    _draw_codes([link for link in links if not link.code])
    TrackedLink.objects.bulk_create(links, batch_size=BATCH)
    _find_and_refer(placements)


def taken(codes: Iterable[str]) -> set[str]:
    """Those among these codes that a link has, of whichever campaign, in use or retired."""
    found: set[str] = set()
    for some in batched(codes, BATCH, strict=False):
        found.update(TrackedLink.objects.filter(code__in=some).values_list("code", flat=True))
    return found


def _draw_codes(links: list[TrackedLink]) -> None:
    drawn: set[str] = set()
    while len(drawn) < len(links):
        fresh = {new_code() for _number in range(len(links) - len(drawn))}
        drawn |= fresh - taken(fresh)
    for link, code in zip(links, drawn, strict=True):
        link.code = code


def _find_and_refer(placements: list[Placement]) -> None:
    """Bulk creation sends no signals: put what was made into the search index and the index of references."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Placement, placements)
    rows = [row for placement in placements for row in _references(placement)]
    ReferenceIndex.objects.bulk_create(rows, batch_size=BATCH)


def _references(made: models.Model) -> Iterable[ReferenceIndex]:
    content_type = ContentType.objects.get_for_model(made)
    for to_type, to_pk, model_path, content_path in ReferenceIndex._extract_references_from_object(made):
        yield ReferenceIndex(
            content_type=content_type,
            base_content_type=content_type,
            object_id=made.pk,
            to_content_type_id=to_type,
            to_object_id=to_pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
