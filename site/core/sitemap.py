"""The sitemap: every language, each page with its alternates."""

from collections import defaultdict

from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from core import languages
from core.visibility import public


class Sitemap(WagtailSitemap):
    """Wagtail's lists the default language alone and names no alternates."""

    limit = 5_000

    def items(self):
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        pages = Page.objects.none()
        for home in homes:
            pages = pages | Page.objects.descendant_of(home, inclusive=True)
        return (
            public(pages)
            .public()
            .filter(alias_of=None, locale__language_code__in=languages.codes())
            .order_by("path")
            .defer_streamfields()
            .specific()
        )

    def _urls(self, page, protocol, domain):
        urls = super()._urls(page, protocol, domain)
        versions = self._versions()
        for url in urls:
            pages = versions.get(url.pop("translation_key", None), [])
            url["alternates"] = [
                {"lang_code": language, "location": location} for language, location in pages if len(pages) > 1
            ]
        return urls

    def _versions(self) -> dict:
        """The live versions of each page: {translation key: [(language, full address)]}."""
        versions = defaultdict(list)
        for version in self.items().select_related("locale"):
            if version.get_sitemap_urls(self.request):
                versions[version.translation_key].append(
                    (version.locale.language_code, version.get_full_url(self.request))
                )
        return versions
