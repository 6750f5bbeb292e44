"""The frame around every page: who runs the site, navigation, breadcrumbs and languages, each read once a request."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from core import audiences
from core.navigation import links, signposts
from core.protection.discretion import NEUTRAL_NAME
from core.protection.zones import DISCREET, DRESSED, Zone
from core.publication.visibility import public
from core.text.streams import leaves
from core.words import languages

if TYPE_CHECKING:
    from core.models import Operator


@dataclass
class Frame:
    """Read lazily: an error page or a page without a menu costs no query that it does not need."""

    request: HttpRequest
    page: Page | None = field(default=None)
    stands_for: Page | None = field(default=None)
    sheltered: bool = field(default=False)
    discreet: bool = field(default=False)
    # An error of which nobody knows who meets it: a pupil may have mistyped the address.
    is_astray: bool = field(default=False)

    @classmethod
    def of(cls, request: HttpRequest) -> "Frame":
        """The frame of a request; the page that it serves is filled in by BasePage."""
        if not hasattr(request, "frame"):
            request.frame = cls(request)
        return request.frame

    def shelter(self, page: Page | None = None, *, discreet: bool = False) -> None:
        """Something else is shown in the place of this page; without a page, to nobody knows whom.

        What is no page may be `discreet`, or is for who comes from there: it is dressed as those of the protected zone are.
        """
        self.stands_for = page
        self.sheltered = page is None or signposts.is_sheltered(page)
        self.discreet = discreet or self.is_borrowed

    @property
    def is_borrowed(self) -> bool:
        """Whether the dress of the protected zone is on for this answer alone."""
        return DISCREET in self.request.GET

    @property
    def dress(self) -> str:
        """What keeps it on at another address of the same thing."""
        is_error = self.page is None and self.is_protected
        return DRESSED if self.is_borrowed or self.is_astray or is_error else ""

    @property
    def is_discreet(self) -> bool:
        """Whether what is shown tells nobody what it is about, and has the way out."""
        return self.is_protected or self.is_astray

    @property
    def is_sheltered(self) -> bool:
        """Whether nothing here leads to buyers' pages."""
        return self.sheltered or signposts.is_sheltered(self.page)

    def _passable(self, pages: list[Page]) -> list[Page]:
        return signposts.passable(pages) if self.is_sheltered else pages

    def barred(self, ids: set[int]) -> set[int]:
        """Those of these pages to which nothing here may lead; what the page links to is looked up at once."""
        if not self.is_sheltered:
            return set()
        return {pk for pk in ids if pk not in self._allowed(ids)}

    def ways(self, ids: set[int]) -> dict[int, str]:
        """{page: its address} of those among these pages that words here lead to in the dress of the protected zone."""
        if not self.is_sheltered:
            return {}
        dressed = (page for page in self._allowed(ids).values() if not signposts.is_always_protected(page))
        return {page.pk: self.way(page.localized) for page in dressed if page.pk in ids}

    def _allowed(self, ids: set[int]) -> dict[int, Page]:
        """{page: itself} of those to which something here may lead; what the page links to is looked up at once."""
        if not ids <= self._asked:
            ids = ids | {link.target for link in links.of(self.page) if link.kind == "page"} if self.page else ids
            self._passed.update({page.pk: page for page in self._passable(list(Page.objects.filter(pk__in=ids)))})
            self._asked.update(ids)
        return self._passed

    @cached_property
    def _asked(self) -> set[int]:
        """The pages that were asked about."""
        return set()

    @cached_property
    def _passed(self) -> dict[int, Page]:
        """{page: itself} of those among them to which something here may lead."""
        return {}

    @cached_property
    def site(self) -> Site:
        return Site.find_for_request(self.request)

    @cached_property
    def operator(self) -> "Operator":
        from core.models import Operator  # pages of `core.models` have a frame

        return Operator.for_request(self.request)

    @cached_property
    def homes(self) -> list[Page]:
        """The live home page of each language, in the switcher's order."""
        return self._in_all_languages([self.site.root_page_id]) if self.site else []

    @cached_property
    def home(self) -> Page | None:
        code = translation.get_language()
        return next((page for page in self.homes if page.locale.language_code == code), None)

    @property
    def site_name(self) -> str:
        """Empty in a language whose home page is not live, in which the team looks at drafts."""
        return self.home.title if self.home else ""

    @property
    def brand(self) -> str:
        """What stands at the head of a page: the site's name, which a protected page does not tell."""
        if self.is_discreet:
            return str(NEUTRAL_NAME)
        return self.site_name

    @property
    def shows_operator(self) -> bool:
        """Whether the page says by its looks whose it is."""
        return not self.is_discreet

    @property
    def colours(self) -> str:
        """The address of the operator's own colours, for a page in the voice of the public; empty where it shows none."""
        in_public = getattr(self.page, "voice", "public") in ("", "public")
        return self.operator.colours_address if self.shows_operator and in_public else ""

    @property
    def is_protected(self) -> bool:
        """Whether what is shown is of the protected zone, or in its dress."""
        return self.discreet or getattr(self.stands_for or self.page, "zone", Zone.OPEN) == Zone.PROTECTED

    def way(self, page: Page) -> str:
        """The address of a page to which this one leads; from a sheltered page, dressed as those of the protected zone."""
        address = page.get_url(self.request) or ""  # none where it lies under no site
        is_dressed = address and self.is_sheltered and not signposts.is_always_protected(page)
        return address + DRESSED if is_dressed else address

    @property
    def way_to_start(self) -> str:
        return self.way(self.start) if self.start else "/"

    @cached_property
    def start(self) -> Page | None:
        """Where the site's name leads: the home page, which a sheltered page of the protected zone leaves for the first of its own."""
        page = self.stands_for or self.page
        if not (page and self.is_sheltered and self.is_protected and self.home):
            return self.home
        own = [*filter(signposts.is_always_protected, self._above), page]
        return next((here for one in own if (here := self._in_this_language(one))), self.home)

    def _in_this_language(self, page: Page) -> Page | None:
        if page.locale_id == self.home.locale_id:
            return page if page.pk and page.live else None
        return next((one for one in self.menu if one.translation_key == page.translation_key), None)

    @cached_property
    def menu(self) -> list[Page]:
        """The live pages directly under the home page to which this one may lead; those "in menus" head it, the others foot it."""
        return self._passable(list(public(self.home.get_children()).order_by("path"))) if self.home else []

    @property
    def _listed(self) -> list[Page]:
        discreetly = self.is_sheltered or self.is_protected
        return [page for page in self.menu if signposts.is_listed(page, discreetly=discreetly)]

    @property
    def header_menu(self) -> list[Page]:
        head = [page for page in self._listed if page.show_in_menus]
        return [page for page in head if not signposts.leads_everywhere(page)] if self.is_sheltered else head

    @cached_property
    def footer_menu(self) -> list[Page]:
        foot = [page for page in self._listed if not page.show_in_menus]
        if self._is_in_its_section:
            rest = [page for page in foot if signposts.stays_discreet(page) and not signposts.is_always_protected(page)]
            return [*self._way_back, *rest]
        if self.is_borrowed:
            sections = [page for page in self.menu if signposts.is_always_protected(page)]
            return sections + [page for page in foot if page not in sections]
        return self._for_buyers(foot) if self._is_among_buyers else foot

    @property
    def _is_in_its_section(self) -> bool:
        """Whether it is known to whom this is shown: what borrows the dress of the protected zone is read from any of its sections."""
        return self.is_sheltered and self.is_protected and not self.is_borrowed

    @property
    def _way_back(self) -> list[Page]:
        """The first page of the section that one reads, where that is not the home page."""
        return [self.start] if self.start and self.start != self.home else []

    def _for_buyers(self, foot: list[Page]) -> list[Page]:
        """First what is theirs, the way out among it; a section of theirs that is in no menu is not here either, nor one for those who fear them."""
        others = signposts.passable(self.menu)
        own = [page for page in self.menu if page not in others and (page.show_in_menus or page.is_leaf())]
        rest = [page for page in foot if page in others and not signposts.is_always_protected(page)]
        return own + signposts.fit(rest, audiences.BUYERS)

    @property
    def _is_among_buyers(self) -> bool:
        """Whether this page is for buyers, or lies below one that is: whoever reads it comes from there."""
        page = self.stands_for or self.page
        if getattr(page, "audience", "") == audiences.BUYERS:
            return True
        if page is None or self.home is None or self.is_sheltered:
            return False
        return signposts.passable(self._above) != self._above

    @cached_property
    def breadcrumbs(self) -> list[Page]:
        """The pages from the one to which the site's name leads down to the one above this one."""
        if self.page is None or self.home is None or self.page.depth <= self.home.depth:
            return []
        above = [self.home, *self._above]
        return above[above.index(self.start) :] if self.start in above else []

    @cached_property
    def _above(self) -> list[Page]:
        """The pages between the home page and this one to which it may lead."""
        page = self.stands_for or self.page
        paths = [page.path[:end] for end in range(len(self.home.path) + 4, len(page.path), 4)]
        known = {page.path: page for page in self.menu}
        missing = [path for path in paths if path not in known]
        if missing:
            known |= {page.path: page for page in self._passable(list(Page.objects.live().filter(path__in=missing)))}
        return [known[path] for path in paths if path in known]

    @cached_property
    def _related(self) -> list[Page]:
        """This page and each page that its streams may lead to, in every language: one query for all."""
        linked = {value for name, value in leaves(self.page) if name == "page" and value}
        found = self._in_all_languages([self.page.pk, *linked])
        others = self._passable([page for page in found if page.translation_key != self.page.translation_key])
        return [page for page in found if page.translation_key == self.page.translation_key or page in others]

    @property
    def translations(self) -> list[Page]:
        """This page in each language in which it is live, in the switcher's order."""
        if self.page is None or self.page.pk is None:
            return self.homes
        return [page for page in self._related if page.translation_key == self.page.translation_key]

    def speak(self, name: str) -> None:
        """Have the switcher lead to a view, in each language that has a home page, in the same dress."""
        urls = {}
        for home in self.homes:
            code = home.locale.language_code
            with translation.override(code):
                urls[code] = reverse(name) + self.dress
        self.languages = [languages.language(code, urls.get(code)) for code in languages.codes()]

    @cached_property
    def languages(self) -> list[languages.Language]:
        """Every language of the site; without an address where this page does not exist in it."""
        urls = {page.locale.language_code: page.get_url(self.request) + self.dress for page in self.translations}
        return [languages.language(code, urls.get(code)) for code in languages.codes()]

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(language, full address) of each live version, for search engines."""
        return [(page.locale.language_code, page.get_full_url(self.request)) for page in self.translations]

    def link(self, page: Page) -> str:
        """Where a chosen page is in this language; empty where it is not public in it."""
        pages = self._related if self.page else self._passable(self._in_all_languages([page.pk]))
        code = translation.get_language()
        key = page.translation_key
        urls = (
            self.way(found) for found in pages if (found.translation_key, found.locale.language_code) == (key, code)
        )
        return next(urls, None) or ""

    def _in_all_languages(self, ids: list[int]) -> list[Page]:
        """The live versions of pages in every language of the site, in the switcher's order."""
        order = {code: position for position, code in enumerate(languages.codes())}
        keys = Page.objects.filter(pk__in=ids).values("translation_key")
        pages = public(Page.objects).filter(translation_key__in=keys, locale__language_code__in=order)
        # Almost no page is an alias: asked for it, SQLite would look through all of the others.
        own = (page for page in pages.select_related("locale") if page.alias_of_id is None)
        return sorted(own, key=lambda page: order[page.locale.language_code])

    @property
    def direction(self) -> str:
        return "rtl" if translation.get_language_bidi() else "ltr"
