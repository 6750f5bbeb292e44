"""The sitemap: every language, each page with its alternates; in parts, with an index, where it is long.

What a part costs depends on its own pages alone, and not on their types.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import http_date
from wagtail.models import Page

from core.models import BasePage
from core.navigation.frame import Frame
from core.publication.visibility import public
from core.words import languages

IN_A_PART = 2_000  # pages; the protocol takes 50,000 addresses and 50 MB
XML = "application/xml"


@dataclass(frozen=True)
class Listed:
    """One page in one language."""

    location: str
    language: str
    key: Any
    lastmod: datetime | None


class Sitemap:
    """Of the site that a request is for."""

    def __init__(self, request: HttpRequest):
        self.frame = Frame.of(request)
        self.homes = {home.locale_id: home for home in self.frame.homes}
        self.root = self.frame.site.root_url if self.frame.site else ""

    @cached_property
    def pages(self) -> QuerySet:
        """All that search engines may find, in any language."""
        trees = Q(pk__in=[])
        for home in self.homes.values():
            trees |= Q(path__startswith=home.path, locale=home.locale_id)
        hidden = Q()
        for model in BasePage.__subclasses__():
            hidden |= Q(pk__in=model._base_manager.filter(indexed=False).values("pk"))
        known = Q(locale__language_code__in=languages.codes())
        return public(Page.objects.filter(trees)).public().filter(known, alias_of=None).exclude(hidden)

    @property
    def parts(self) -> int:
        return max(1, -(-self.pages.count() // IN_A_PART))

    def part(self, number: int) -> list[dict[str, Any]]:
        """What Django's template shows of each page."""
        start = (number - 1) * IN_A_PART
        own = self._listed(self.pages.order_by("path")[start : start + IN_A_PART])
        versions = defaultdict(list)
        for one in self._listed(self.pages.filter(translation_key__in={one.key for one in own}).order_by("path")):
            versions[one.key].append({"lang_code": one.language, "location": one.location})
        return [
            {
                "location": one.location,
                "lastmod": one.lastmod,
                "alternates": versions[one.key] if len(versions[one.key]) > 1 else [],
            }
            for one in own
        ]

    def _listed(self, pages: QuerySet) -> list[Listed]:
        changed = Coalesce("last_published_at", "latest_revision_created_at")
        rows: Iterable[tuple] = pages.values_list("url_path", "locale", "translation_key", changed)
        listed = []
        for url_path, locale, key, moment in rows:
            home = self.homes[locale]
            language = home.locale.language_code
            # Below the prefix of its language; the address that `get_full_url` makes, without a look at each page.
            location = f"{self.root}/{language}/{url_path.removeprefix(home.url_path)}"
            listed.append(Listed(location, language, key, moment))
        return listed


def sitemap(request: HttpRequest) -> HttpResponse:
    """One file where all fits into one; otherwise an index of the parts, which `p` numbers."""
    found = Sitemap(request)
    asked = request.GET.get("p", "")
    if not asked and (parts := found.parts) > 1:
        address = f"{found.root}{reverse('sitemap')}"
        listed = [{"location": f"{address}?p={number}"} for number in range(1, parts + 1)]
        return _answer("sitemap_index.xml", {"sitemaps": listed})
    if asked and not (asked.isdecimal() and 1 <= int(asked) <= found.parts):
        raise Http404
    urls = found.part(int(asked or 1))
    response = _answer("sitemap.xml", {"urlset": urls})
    moments = [url["lastmod"] for url in urls]
    if moments and all(moments):
        response["Last-Modified"] = http_date(max(moments).timestamp())
    return response


def _answer(template: str, context: dict[str, Any]) -> HttpResponse:
    """Search engines read it, and do not list it."""
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    return HttpResponse(render_to_string(template, context), content_type=XML, headers=headers)
