"""Pages that stand: information, site map, search."""

from http import HTTPMethod
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from limits import RateLimitItemPerMinute
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.outreach.models import RightsPage
from core import audiences
from core.audience_field import AudienceField
from core.blocks import BLOCKS
from core.models import BasePage
from core.navigation import signposts
from core.navigation.frame import Frame
from core.protection.zones import keep_for_return
from core.publication.visibility import public
from core.text.fields import StreamField, TokenTextField
from core.text.token_widgets import TokenPageForm
from facts.blocks import FACT_BLOCKS
from facts.shelf import Shelf
from home.finding import LONGEST_QUERY, find
from serving import rates
from testimonies.blocks import TESTIMONY_BLOCKS

FEW = 2  # results; with so few, the page shows where to find help too
SEARCHES = RateLimitItemPerMinute(100)  # from one address, which a school shares


class StandardPageForm(TokenPageForm):
    """Offers the audiences that a page may have at its place, and takes no other."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "audience" in self.fields:
            chosen = {self.instance.audience, *audiences_above(self.parent_page)}
            self.fields["audience"].choices = [
                choice for choice in audiences.every_choice() if choice[0] in chosen | _for_anywhere()
            ]


def _for_anywhere() -> set[str]:
    """Without those who are sheltered, whose pages have their own types and sections, and without what is retired."""
    return {name for name, _label in audiences.offered() if name not in audiences.SHELTERED}


def audiences_above(parent: Page | None) -> set[str]:
    """For whom the sections are in which a page stands: below the home page, plain pages all."""
    if parent is None:
        return set()
    paths = [parent.path[:end] for end in range(parent.steplen, len(parent.path) + 1, parent.steplen)]
    return set(StandardPage.objects.filter(path__in=paths).values_list("audience", flat=True))


class StandardPage(BasePage):
    """Information for one audience, in its voice: one that is declared, or one that the team defined."""

    audience = AudienceField(_("audience"), default=audiences.PUBLIC)
    lead = TokenTextField(_("lead"), max_length=500, blank=True)
    body = StreamField(BLOCKS + FACT_BLOCKS + TESTIMONY_BLOCKS, verbose_name=_("body"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    audience_column = "audience"
    body_panels = [FieldPanel("audience"), FieldPanel("lead"), FieldPanel("body")]
    base_form_class = StandardPageForm
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("audience", overridable=False),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def clean(self):
        super().clean()
        if self._loses_shelter():
            raise ValidationError(
                {
                    "audience": gettext(
                        "Readers of this page are sheltered from pages for buyers, here or in the section above: with this audience they no longer would be. Make another page, in another place."
                    )
                }
            )

    def _loses_shelter(self) -> bool:
        """By another audience than it was shown for last; by one of the team's, also what its section gives."""
        if signposts.is_sheltered(self):
            return False
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.audience != self.audience and before.first_published_at and signposts.is_sheltered(before):
            return True
        parent = self.get_parent() if self.path and self.audience not in audiences.AUDIENCES else None
        return parent is not None and signposts.is_sheltered(parent.specific)


class SiteMapPage(BasePage):
    """Every public page of the language."""

    leads_everywhere = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        home = self.get_parent()
        pages = list(public(Page.objects.descendant_of(home).public()).order_by("path"))
        context["tree"] = nested(_offered(request, pages), home.depth + 1)
        return context


class SearchPage(BasePage):
    """Finds pages of its own language; what was searched is neither logged nor stored.

    Its form sends the words in the body, so that no address holds them: neither the browser's history nor a proxy's log.
    An address that somebody wrote with `?q=` is answered all the same.
    """

    query_parameters = None
    leads_everywhere = True
    answers_in_dress = True  # with the way out, and without pages for buyers
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        words = (request.POST if request.method == "POST" else request.GET).get("q")
        if words and not rates.allows(request.META, limit=SEARCHES):
            response = render(request, "core/too_often.html", status=429)
            response.headers["Cache-Control"] = "no-store"
            return response
        response = super().serve(request, *args, **kwargs)
        # The page that a visitor chooses among the results learns that it was chosen here, not by which words.
        response.headers.setdefault("Referrer-Policy", "strict-origin")
        return keep_for_return(request, response)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        asked = request.POST if request.method == "POST" else request.GET
        if "sheltered" in asked:
            Frame.of(request).shelter()  # sent from where nothing leads to buyers' pages
        context = super().get_context(request, *args, **kwargs)
        query = asked.get("q", "")[:LONGEST_QUERY].replace("\x00", "").strip()
        context["query"] = query
        context["results"] = _offered(request, find(query, self.locale)) if query else []
        if query and len(context["results"]) <= FEW:
            context |= self._help(request)
        return context

    def _help(self, request: HttpRequest) -> dict[str, Any]:
        """What somebody in danger may have looked for in words that no page holds: numbers, and the subjects of their rights."""
        section = public(RightsPage.objects.filter(locale=self.locale, topic="").public()).order_by("path").first()
        subjects = public(RightsPage.objects.descendant_of(section).public()) if section else RightsPage.objects.none()
        shelf = Shelf.of({"request": request, "page": self})
        return {
            "emergency": shelf.help_for(audiences.OUTREACH).emergency,
            "section": section,
            "subjects": subjects.exclude(topic="").order_by("path"),
        }


def _offered(request: HttpRequest, pages: list[Page]) -> list[Page]:
    """Those to which this page may lead, without what lies below one to which it may not."""
    frame = Frame.of(request)
    if frame.is_sheltered:  # a list of campaigns that leaves some out would be untrue
        pages = [page for page in pages if not signposts.leads_everywhere(page)]
    barred = frame.barred({page.pk for page in pages})
    above = tuple(page.path for page in pages if page.pk in barred)
    return [page for page in pages if not page.path.startswith(above)] if above else pages


def nested(pages: list[Page], depth: int) -> list[tuple[Page, list]]:
    """Pages in tree order as (page, its children)."""
    tree: list[tuple[Page, list]] = []
    branches = {depth - 1: tree}
    for page in pages:
        children: list[tuple[Page, list]] = []
        branches.get(page.depth - 1, tree).append((page, children))
        branches[page.depth] = children
    return tree
