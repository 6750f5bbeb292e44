"""The page on which an educator finds a kit."""

from http import HTTPMethod

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaigns.prevention.catalogue.answering import answer
from campaigns.prevention.catalogue.feed import feed
from campaigns.prevention.catalogue.wanted import PARAMETERS
from core import audiences
from core.models import BasePage
from core.protection.zones import Zone, protect
from core.text.fields import TokenTextField

FEED = "atom"


class CataloguePage(BasePage):
    """The kits under it, in the language of the page.

    Filters stand in the address, so that a choice can be shared. Words that are looked for are sent in the body: they stand
    in no address, and no answer to them is kept. Under `atom/` lies the feed of new and updated kits.
    """

    lead = TokenTextField(_("lead"), max_length=400, blank=True)

    audience = audiences.PROFESSIONALS
    query_parameters = BasePage.query_parameters | PARAMETERS
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("lead")]

    class Meta:
        verbose_name = _("catalogue of kits")
        verbose_name_plural = _("catalogues of kits")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components == [FEED]:
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, as_feed: bool = False) -> HttpResponse:
        if as_feed:
            if self.zone == Zone.PROTECTED or request.method not in ("GET", "HEAD"):
                raise Http404
            return protect(feed(request, self), self.zone)
        response = super().serve(request)
        if request.method == "POST":
            # The kit that a visitor chooses among the results learns that it was chosen here, not by which words.
            response.headers.setdefault("Referrer-Policy", "strict-origin")
            response.headers["Cache-Control"] = "no-store"
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | answer(request, self)
