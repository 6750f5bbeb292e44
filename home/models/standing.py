"""Pages that stand: information, site map, search."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.audiences import Audience, Voice
from core.blocks import BLOCKS
from core.fields import StreamField
from core.models import BasePage
from core.search import normalise
from core.visibility import public
from facts.blocks import FACT_BLOCKS

MATCHES = 200
RESULTS = 50
LONGEST_QUERY = 100


class StandardPage(BasePage):
    """Information for one audience, in its voice."""

    audience = models.CharField(_("audience"), max_length=20, choices=Audience, default=Audience.PUBLIC)
    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body = StreamField(BLOCKS + FACT_BLOCKS, verbose_name=_("body"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("audience"), FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def voice(self) -> str:
        return Voice(self.audience).value


class SiteMapPage(BasePage):
    """Every public page of the language."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        home = self.get_parent()
        pages = public(Page.objects.descendant_of(home).public()).order_by("path")
        context["tree"] = nested(list(pages), home.depth + 1)
        return context


class SearchPage(BasePage):
    """Finds pages of its own language; what was searched is neither logged nor stored."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "").strip()
        context["query"] = query
        context["results"] = self.find(query) if query else []
        return context

    def find(self, query: str) -> list[Page]:
        """The pages that hold every word of the query, in any of its forms; the best first."""
        words = normalise(query, self.locale.language_code)
        if not words:
            return []
        matches = Page.objects.live().filter(locale=self.locale_id).search(words, operator="and")[:MATCHES]
        order = {page.pk: position for position, page in enumerate(matches)}
        pages = public(Page.objects.filter(pk__in=order, alias_of=None).public())
        listed = [page for page in pages.specific(defer=False).defer_streamfields() if page.listed_in_search]
        return sorted(listed, key=lambda page: order[page.pk])[:RESULTS]


def nested(pages: list[Page], depth: int) -> list[tuple[Page, list]]:
    """Pages in tree order as (page, its children)."""
    tree: list[tuple[Page, list]] = []
    branches = {depth - 1: tree}
    for page in pages:
        children: list[tuple[Page, list]] = []
        branches.get(page.depth - 1, tree).append((page, children))
        branches[page.depth] = children
    return tree
