"""The list of all typed numbers of the site: what was read of each page is kept until the page says something else.

Nothing is read when a visitor asks for a page, nor when one is saved: who asks for the list has read what is new, and the
worker has read it before them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from modelcluster.models import model_from_serializable_data
from wagtail.models import Locale, Page, Revision

from facts.typed.models import ReadPage, TypedNumber
from facts.typed.numbers import Known, Number, with_pictures
from facts.typed.text.finder import READER

AT_ONCE = 50  # pages of one statement
IN_A_REQUEST = 300  # pages that are read while somebody waits; the worker reads the others


def refresh(at_most: int | None = None) -> int:
    """Read what has changed since it was last read; returns how many pages are still to be read."""
    known = Known()
    waiting = list(_unread(_stamp(known)))
    now = waiting[:at_most]
    for some in batched(now, AT_ONCE, strict=False):
        _read(dict(some), known)
    return len(waiting) - len(now)


def _stamp(known: Known) -> str:
    return sha256("\n".join([READER, *sorted(known.telephones), *sorted(known.counts)]).encode()).hexdigest()[:12]


def _unread(stamp: str) -> Iterator[tuple[int, str]]:
    """(page, the version of its words) where these were not read yet; two queries."""
    read = dict(ReadPage.objects.values_list("page", "version"))
    pages = Page.objects.filter(depth__gt=1, alias_of=None).order_by("pk")
    for pk, *words, at in pages.values_list(
        "pk", "live", "live_revision", "latest_revision", "latest_revision_created_at"
    ):
        version = "-".join([*map(str, words), at.isoformat() if at else "", stamp])
        if read.get(pk) != version:
            yield pk, version


@transaction.atomic
def _read(versions: dict[int, str], known: Known) -> None:
    ReadPage.objects.bulk_create([ReadPage(page_id=pk) for pk in sorted(versions)], ignore_conflicts=True)
    list(ReadPage.objects.select_for_update().filter(pk__in=versions).order_by("pk"))  # one reader at a time
    TypedNumber.objects.filter(page__in=versions).delete()
    TypedNumber.objects.bulk_create([row for one in _versions(versions) for row in _rows(one, known)])
    ReadPage.objects.bulk_update(
        [ReadPage(page_id=pk, version=version) for pk, version in versions.items()], ["version"]
    )


@dataclass(frozen=True)
class Version:
    """A page as it is stored, with its newest words where these are not live."""

    page: Page
    draft: Page | None
    language: str


def _versions(ids: Iterable[int]) -> Iterator[Version]:
    """A query for each page type and two more, however many pages."""
    pages = with_pictures(Page.objects.filter(pk__in=ids).specific())
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    revisions = Revision.objects.in_bulk([page.latest_revision_id for page in pages if has_draft(page)])
    for page in pages:
        newer = draft(page, revisions.get(page.latest_revision_id)) if has_draft(page) else None
        yield Version(page, newer, languages[page.locale_id])


def _rows(version: Version, known: Known) -> list[TypedNumber]:
    """Of what is live, and of the draft where it says something else."""
    page = version.page
    with translation.override(settings.LANGUAGE_CODE):
        live = {number.id: number for number in known.typed(page, version.language)} if page.live else {}
        drafted = live
        if version.draft is not None:
            drafted = {number.id: number for number in known.typed(version.draft, version.language)}
    return [
        _row(page, number, is_live=key in live, is_draft=key in drafted) for key, number in (live | drafted).items()
    ]


def has_draft(page: Page) -> bool:
    """Whether words of it may be waiting that are not live."""
    return not page.live or page.has_unpublished_changes


def draft(page: Page, revision: Revision | None) -> Page | None:
    """The words that are not live; None where all are."""
    if revision is None:
        return None if page.live else page
    return as_written(page, revision) if has_draft(page) else None


def as_written(page: Page, revision: Revision) -> Page:
    """The fields of a page as a revision has them, to be read alone; without a query."""
    made = model_from_serializable_data(type(page), revision.content, check_fks=False)
    made.pk, made.locale_id, made.translation_key = page.pk, page.locale_id, page.translation_key
    return made


def _row(page: Page, number: Number, *, is_live: bool, is_draft: bool) -> TypedNumber:
    typed = number.typed
    return TypedNumber(
        page=page,
        path=number.place.path[:255],
        place=number.place.label[:500],
        kind=typed.kind,
        key=typed.key[:80],
        text=typed.text[:255],
        sentence=typed.sentence,
        digest=typed.digest,
        is_live=is_live,
        is_draft=is_draft,
    )


def forget(things: list[Any]) -> None:
    """Sentences of pages, which may quote what is erased; they are read again."""
    TypedNumber.objects.all().delete()
    ReadPage.objects.all().delete()
