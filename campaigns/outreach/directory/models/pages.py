"""The page on which somebody finds help nearby."""

import re
from dataclasses import replace
from http import HTTPMethod

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaigns.outreach.directory.models.records import ALPHABET
from campaigns.outreach.directory.search.answers import answer
from core import audiences
from core.files import sharing
from core.models import BasePage
from core.navigation.frame import Frame
from core.protection.zones import Zone, keep_for_return
from core.text.fields import TokenTextField

CODE = re.compile(rf"[{ALPHABET}]{{6}}")


class DirectoryPage(BasePage):
    """Asked by a form that sends its answers in the body: where somebody is, and what is needed, stands in no address.

    Under its own address lie those of the territories and of the entries, by codes that say nothing.
    """

    lead = TokenTextField(_("lead"), max_length=400, blank=True)

    audience = audiences.OUTREACH
    always_protected = True
    query_parameters = None
    has_addresses_below = True
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.StandardPage", "outreach.RightsPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("lead")]
    # Without the zone, of which there is no choice.
    setting_panels = [
        MultiFieldPanel([FieldPanel("listed_in_search"), FieldPanel("indexed")], heading=_("Search")),
        *Page.settings_panels,
    ]

    class Meta:
        verbose_name = _("directory of help")
        verbose_name_plural = _("directories of help")

    @classmethod
    def for_serving(cls) -> models.QuerySet:
        """Nothing that is protected is varied: it is not asked for."""
        return cls.objects.select_related("social_image", *sharing.relations())

    def full_clean(self, *args, **kwargs):
        self.zone = Zone.PROTECTED
        super().full_clean(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and len(path_components) == 1 and CODE.fullmatch(path_components[0].lower()):
            return RouteResult(self, kwargs={"code": path_components[0].lower()})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, code: str = "") -> HttpResponse:
        response = super().serve(request, code=code)
        response.status_code = response.context_data["status"]
        return keep_for_return(request, response)

    def get_context(self, request: HttpRequest, code: str = ""):
        if code:
            # The same code is found in each language.
            frame = Frame.of(request)
            frame.languages = [
                replace(language, url=f"{language.url}{code}/") if language.url else language
                for language in frame.languages
            ]
        return super().get_context(request) | answer(request, self, code)
