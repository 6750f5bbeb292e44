"""What the card of a page says: plain data, from the page and from the site around it."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core.models import Operator
from core.protection.discretion import NEUTRAL_NAME
from core.protection.zones import Zone
from press import looks
from press.content import Content


@dataclass(frozen=True)
class Surroundings:
    """Of a site: its name in each language, and who runs it; the languages of its home pages by the id of their locale."""

    names: dict[str, str]
    languages: dict[int, str]
    operator: Operator

    def content(self, page: Any) -> Content:
        """The words of a specific page's card. A protected page tells nothing: neither of itself nor of the site."""
        language = self.languages.get(page.locale_id) or page.locale.language_code
        is_protected = getattr(page, "zone", Zone.OPEN) == Zone.PROTECTED
        with translation.override(language):
            theme = None if is_protected else getattr(page, "theme", None)
            look = looks.of_theme(theme, str(getattr(page, "object_words", ""))) if theme else None
            notice = _("Demonstration") if self.operator.is_demonstration else ""
            site = str(NEUTRAL_NAME) if is_protected else self.names.get(language, "")
        return Content(
            language=language,
            voice="" if is_protected else str(getattr(page, "voice", "")),
            statement="" if is_protected else str(getattr(page, "statement", "")) or page.shared_title,
            site=site,
            notice=notice,
            look=look,
            colours=None if is_protected else looks.of_operator(self.operator, str(getattr(page, "voice", ""))),
        )


class Neighbourhood:
    """The surroundings of pages, read once for each site."""

    def __init__(self):
        self._known: dict[int | None, Surroundings] = {}

    def content(self, page: Any) -> Content:
        return self.of(page).content(page)

    def of(self, page: Page) -> Surroundings:
        site_id = (page.get_url_parts() or (None,))[0]
        if site_id not in self._known:
            self._known[site_id] = _read(site_id)
        return self._known[site_id]


def _read(site_id: int | None) -> Surroundings:
    sites = Site.objects.select_related("root_page")
    site = sites.filter(pk=site_id).first() or sites.filter(is_default_site=True).first()
    if site is None:
        return Surroundings({}, {}, Operator())
    homes = Page.objects.filter(translation_key=site.root_page.translation_key)
    found = list(homes.values_list("locale_id", "locale__language_code", "title"))
    names = {language: title for _locale, language, title in found}
    return Surroundings(names, {locale: language for locale, language, _title in found}, Operator.for_site(site))
