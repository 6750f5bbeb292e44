"""Where links lead now, in words; `redirects.py` is what they do."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.plan.models import Campaign, CampaignPage, TrackedLink
from core.publication.visibility import public


@dataclass(frozen=True)
class Row:
    """A public page in one language."""

    pk: int
    key: UUID
    title: str
    language: str
    depth: int


def words(campaign: Campaign, links: Iterable[TrackedLink]) -> dict[int, str]:
    """{link id: where it leads now}, in as many queries for one link as for many; each link with its `page`."""
    links = list(links)
    return {link.pk: text for link, text in zip(links, _words(campaign, links), strict=True)}


def _words(campaign: Campaign, links: list[TrackedLink]) -> list[str]:
    if not campaign.has_started:
        later = _("A page that says that the campaign has not begun yet")
        return [_retired() if link.retired_at else later for link in links]
    pages = _Pages(campaign, {link.page.translation_key for link in links if link.page})
    return [_of(campaign, link, pages) for link in links]


def _of(campaign: Campaign, link: TrackedLink, pages: "_Pages") -> str:
    if link.retired_at:
        return _retired()
    if link.address and not campaign.closed_at:
        return link.address
    return pages.in_words(None if campaign.closed_at or not link.page else link.page.translation_key)


def _retired() -> str:
    return _("A page that says that it is no longer in use, and where help is")


class _Pages:
    """The public pages that links of a campaign may lead to, in the order in which `redirects.py` tries them."""

    def __init__(self, campaign: Campaign, chosen: set[UUID]):
        of = campaign.successor_id if campaign.closed_at else campaign.pk
        help_key = campaign.help_page.translation_key if campaign.help_page else None
        own = set(CampaignPage.objects.filter(campaign=of).values_list("pk", flat=True)) if of else set()
        wanted = Q(translation_key__in={*chosen, help_key} - {None}) | Q(pk__in=own) | Q(depth=2)
        found = public(Page.objects.filter(alias_of=None)).filter(wanted).order_by("path")
        rows = [
            Row(*one) for one in found.values_list("pk", "translation_key", "title", "locale__language_code", "depth")
        ]
        homes = {row.language for row in rows if row.depth == 2}
        self.rows = [row for row in rows if row.language in homes]
        self.fallbacks = [
            lambda row: row.pk in own,
            lambda row: row.key == help_key,
            lambda row: row.depth == 2,
        ]

    def in_words(self, chosen: UUID | None) -> str:
        for fits in (lambda row: row.key == chosen, *self.fallbacks):
            titles: dict[str, str] = {}
            for row in filter(fits, self.rows):
                titles.setdefault(row.language, row.title)
            if titles:
                return _("“%(title)s” (%(languages)s)") % {
                    "title": next(iter(titles.values())),
                    "languages": ", ".join(titles),
                }
        return _retired()
