"""The list of news, and the room of the press."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaigns.plan.models import CampaignPage
from core import audiences
from core.blocks import BLOCKS
from core.models import BasePage
from core.navigation.frame import Frame
from core.protection.zones import Zone, protect
from core.publication.visibility import public
from core.text import tokens
from core.text.fields import StreamField, TokenTextField
from core.text.stretches import stretch
from facts.blocks import FACT_BLOCKS
from home.newsroom import embargo
from home.newsroom.blocks import CONTACT_BLOCKS, MATERIAL_BLOCKS
from home.newsroom.feed import feed
from home.newsroom.models.articles import ArticlePage

FEED = "atom"
ON_A_PAGE = 20
NEWEST = 5


class NewsIndexPage(BasePage):
    """News and releases of one language, by year and page by page; under `atom/` lies their feed."""

    intro = TokenTextField(_("introduction"), max_length=500, blank=True)

    audience = audiences.PUBLIC
    query_parameters = BasePage.query_parameters | {"page", "year"}
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    body_panels = [FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @classmethod
    def in_language(cls, locale_id: int) -> "NewsIndexPage | None":
        return public(cls.objects.filter(locale=locale_id).public()).order_by("path").first()

    @property
    def articles(self):
        return ArticlePage.objects.child_of(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components == [FEED]:
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, as_feed: bool = False) -> HttpResponse:
        if not as_feed:
            return super().serve(request)
        if self.zone == Zone.PROTECTED or request.method not in ("GET", "HEAD"):
            raise Http404
        return protect(feed(request, self), self.zone)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        embargo.until_next(request)
        told = self.articles.told()
        years = [day.year for day in told.dates("date", "year", order="DESC")]
        year = next((year for year in years if str(year) == request.GET.get("year")), None)
        found = stretch(told.filter(date__year=year) if year else told, request.GET.get("page"), ON_A_PAGE)
        tokens.gather(found.rows)
        return super().get_context(request, *args, **kwargs) | {"years": years, "year": year, "articles": found}


class PressRoomPage(BasePage):
    """What journalists look for: whom to call, what was released, pictures and films with their rights, figures."""

    intro = TokenTextField(_("introduction"), max_length=500, blank=True)
    contacts = StreamField(
        CONTACT_BLOCKS, verbose_name=_("press contacts"), blank=True, help_text=_("They stand under each release, too.")
    )
    body = StreamField(BLOCKS + FACT_BLOCKS + MATERIAL_BLOCKS, verbose_name=_("figures and more"), blank=True)

    audience = audiences.PUBLIC
    leads_everywhere = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    body_panels = [FieldPanel("intro"), FieldPanel("contacts"), FieldPanel("body")]

    class Meta:
        verbose_name = _("press room")
        verbose_name_plural = _("press rooms")

    @classmethod
    def in_language(cls, locale_id: int) -> "PressRoomPage | None":
        return public(cls.objects.filter(locale=locale_id).public()).order_by("path").first()

    def get_context(self, request: HttpRequest, *args, **kwargs):
        embargo.until_next(request)
        releases = ArticlePage.objects.filter(locale=self.locale_id, kind=ArticlePage.Kind.RELEASE).told()
        campaigns = [page for page in self._running(request) if page.relay_address]
        return super().get_context(request, *args, **kwargs) | {
            "releases": tokens.gather(releases[:NEWEST]),
            "news": NewsIndexPage.in_language(self.locale_id),
            "campaigns": campaigns,
            "themes": sorted({address for page in campaigns for address in page.theme_stylesheets}),
        }

    def _running(self, request: HttpRequest) -> list[CampaignPage]:
        if Frame.of(request).is_sheltered:
            return []
        pages = CampaignPage.objects.running().in_locale_of(self).public()
        pages = pages.select_related("campaign__theme__object_picture")
        return tokens.gather(pages.defer_streamfields().order_by("-campaign__starts_at", "-pk"))

    def clean(self):
        super().clean()
        names = [block.value["name"].strip().casefold() for block in self.contacts]
        twice = {block.value["name"] for block, name in zip(self.contacts, names, strict=True) if names.count(name) > 1}
        if twice:
            said = _("“%(name)s” is there twice. Join the two, or tell them apart by what they answer for.")
            raise ValidationError({"contacts": [said % {"name": name} for name in sorted(twice)]})
