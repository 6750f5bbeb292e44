"""The pages of a campaign, those too that rooms above this one keep, again as drafts in each of their languages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model, Q
from wagtail.models import Page, Revision

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from core.models import BasePage
from core.text import references
from editorial.desk import origins
from editorial.translation import copies

NUMBERED = re.compile(r"-\d{1,2}$")
# What a page has by its own life, and its copy has not.
OWN = {"go_live_at": None, "expire_at": None, "expired": False, "locked": False, "locked_at": None, "locked_by": None}


def originals(campaign: Campaign) -> list[tuple[BasePage, str]]:
    """[(page, the field by which it belongs to the campaign)], in the order of the tree; aliases hold no words."""
    found = [
        (page, way.partition("__")[0])
        for pages, way in zip(belonging.querysets(campaign), belonging.WAYS.values(), strict=True)
        for page in pages.filter(alias_of=None).select_related("locale")
    ]
    return sorted(found, key=lambda one: (not one[0].locale.is_default, one[0].path))


def parents_of(pages: Iterable[Page]) -> dict[str, Page]:
    """{path: page} of what they stand under; one query and one for each type."""
    paths = {page.path[: -page.steplen] for page in pages}
    return {page.path: page for page in Page.objects.filter(path__in=paths).specific()}


def copy(campaign: Campaign, made: Mapping[Model, Model], user) -> dict[int, Page]:
    """{id of a page: its copy, a draft}, which belongs to what `made` has in the place of what the page belongs to.

    What is live is copied, or the latest draft of what is not; versions of a page stay versions of one another, with what
    their translators wrote. A draft is held to no rule yet: the sign-off asks. Raises ValidationError where somebody took its
    address meanwhile.
    """
    found = originals(campaign)
    parents = parents_of(page for page, _field in found)
    versions: dict[UUID, list[BasePage]] = defaultdict(list)
    for page, _field in found:
        versions[page.translation_key].append(page)
    shared = {key: {"translation_key": uuid4(), "slug": _free_slug(pages, parents)} for key, pages in versions.items()}
    copied: dict[int, Page] = {}
    for page, field in found:
        attributes = OWN | shared[page.translation_key] | {field: made[getattr(page, field)]}
        copied[page.pk] = _copied(page, parents[page.path[: -page.steplen]], attributes, user)
    _renew_references(copied)
    _note_origins([page for page, _field in found], copied, user)
    for key, pages in versions.items():
        copies.carry(key, [copied[page.pk] for page in pages])
    return copied


def _copied(page: BasePage, parent: Page, attributes: dict[str, Any], user) -> Page:
    written = page if page.live else page.get_latest_revision_as_object()
    return written.copy(
        to=parent, update_attrs=attributes, copy_revisions=False, keep_live=False, user=user, log_action=None
    )


def _free_slug(versions: list[BasePage], parents: Mapping[str, Page]) -> str:
    """An address such as "loi-affiches-2", free in every language in which there is the page above."""
    keys = {parents[page.path[: -page.steplen]].translation_key for page in versions}
    above = Page.objects.filter(translation_key__in=keys).values_list("path", "depth")
    base = NUMBERED.sub("", versions[0].slug)
    under = reduce(or_, (Q(path__startswith=path, depth=depth + 1) for path, depth in above))
    taken = set(Page.objects.filter(under, slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (f"{base}-{number}" for number in range(2, 1000)) if slug not in taken)


def _renew_references(copied: Mapping[int, Page]) -> None:
    """In the row and in the one draft of each copy."""
    ids = {pk: page.pk for pk, page in copied.items()}
    for page in copied.values():
        if changed := references.renew(page, ids):
            page.save(clean=False, update_fields=changed)
            Revision.objects.filter(pk=page.latest_revision_id).update(content=page.serializable_data())


def _note_origins(found: Iterable[Page], copied: Mapping[int, Page], user) -> None:
    along = {pk: page.pk for pk, page in copied.items()}
    for page in found:
        origins.note(page, copied[page.pk], user, along)
