"""Campaign pages as the API tells them, read for a whole listing in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from campaigns.plan.api.body import Body
from campaigns.plan.api.links import Links
from campaigns.plan.models import CampaignPage
from campaigns.plan.relay.open_pages import open_campaign_pages
from facts.shelf import shelves


@dataclass(frozen=True)
class Version:
    """A page in one language, and where people read it."""

    language: str
    id: int
    url: str


@dataclass(frozen=True)
class Entry:
    page: CampaignPage
    body: Body
    translations: list[Version]

    @property
    def url(self) -> str:
        return next(version.url for version in self.translations if version.id == self.page.pk)

    @property
    def state(self) -> str:
        return "over" if self.page.campaign.is_over else "running"

    @property
    def updated_at(self) -> datetime:
        return self.page.last_published_at or self.page.campaign.launched_at


def entries(pages: Iterable[CampaignPage], request: HttpRequest) -> list[Entry]:
    """Each page, which brings its campaign and locale, with all that it shows."""
    pages = list(pages)
    known, links, translations = shelves(pages), Links(pages, request), versions(pages, request)
    return [
        Entry(page, Body(page, known[page.locale.language_code], links), translations[page.translation_key])
        for page in pages
    ]


def versions(pages: list[CampaignPage], request: HttpRequest) -> dict[object, list[Version]]:
    """Where each page is open to all, in the order of the site's languages: {translation key: [Version]}."""
    found = open_campaign_pages().filter(translation_key__in={page.translation_key for page in pages})
    listed = defaultdict(list)
    for page in found.select_related("locale").defer_streamfields().order_by("locale_id"):
        version = Version(page.locale.language_code, page.pk, page.get_full_url(request))
        listed[page.translation_key].append(version)
    return listed
