"""Where a card may lead: to protected pages alone, by an address that names neither the card nor the place where it lay."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import models
from wagtail.models import Page

from campaigns.plan.relay.open_pages import open_to_all
from core.models.pages import zone_of_any
from core.protection.zones import Zone
from core.publication.visibility import public
from core.words import languages
from press.content import Target


@dataclass(frozen=True)
class Destination:
    """A protected page with its public translations, by their languages in the site's order."""

    key: UUID
    pages: dict[str, Page]

    @property
    def languages(self) -> list[str]:
        return list(self.pages)

    @property
    def title(self) -> str:
        """In the site's first language where it exists there."""
        return next(iter(self.pages.values())).title

    def target(self, language: str) -> Target:
        """Its own address and nothing behind it: nobody learns which card was read. KeyError where it is not public."""
        _site, _root, path = self.pages[language].get_url_parts()
        url = settings.BASE_URL.rstrip("/") + path
        return Target(url, url.split("://", 1)[1].rstrip("/"))


def destinations() -> dict[str, Destination]:
    """Every page of the protected zone that anybody may open, by its translation key, in one query; those of rights first."""
    protected = open_to_all(public(Page.objects.all())).alias(any_zone=zone_of_any()).filter(any_zone=Zone.PROTECTED)
    other_type = models.ExpressionWrapper(models.Q(rightspage__isnull=True), models.BooleanField())
    order = languages.codes()
    found: dict[UUID, dict[str, Page]] = {}
    for page in protected.select_related("locale").order_by(other_type, "path"):
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return {
        str(key): Destination(key, {code: pages[code] for code in order if code in pages})
        for key, pages in found.items()
    }
