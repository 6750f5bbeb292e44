"""The banner that others build into their pages: the only pages that they may frame."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from campaigns.plan.models import CampaignPage
from campaigns.plan.relay.embedding import active_link
from campaigns.plan.relay.open_pages import open_to_all
from core.navigation.frame import Frame
from core.protection.zones import Zone, protect
from core.text.streams import leaves
from core.words import languages
from facts.shelf import CHOOSERS, Shelf, ShownFact, mentions

# Words and one stylesheet of this site: no script, no picture, no form, nothing from elsewhere.
POLICY = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": ["*"],
}
HEADERS = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Pages that isolate themselves frame only what does so too.
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def framed_by_anyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give what a view answers the headers of a banner; where it fails, the site's own stay."""

    def framed(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
        language = lang if lang in languages.codes() else ""
        with translation.override(language or settings.LANGUAGE_CODE):
            response = protect(view(request, language, slug), Zone.OPEN)
        headers = HEADERS | {"Content-Language": language or settings.LANGUAGE_CODE}
        for name, value in headers.items():
            response.headers[name] = value
        response.language_is_given = True
        return response

    return require_safe(csp_override(POLICY)(xframe_options_exempt(framed)))


@framed_by_anyone
def banner(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The campaign in a few words; once it is over, that it is, and where help is."""
    page = _page(slug, language)
    frame = Frame.of(request)
    if page is None:
        return render(request, "plan/embed/missing.html", {"frame": frame, "voice": "public"}, status=404)
    context = {"frame": frame, "voice": page.voice, "page": page}
    shelf = page.fact_shelf = Shelf(language, page)
    if page.campaign.is_over:
        return render(request, "plan/embed/over.html", context | {"help": shelf.help_for(page.audience)})
    link = active_link(page.campaign, request.GET.get("link", ""))
    context |= {"fact": _fact(page, shelf), "address": link.path if link else page.get_url(request)}
    return render(request, "plan/embed/banner.html", context)


def _page(slug: str, language: str) -> CampaignPage | None:
    """The first page of the campaign that anybody may see; one that went with its close still names the helplines."""
    pages = open_to_all(CampaignPage.objects.filter(campaign__slug=slug, locale__language_code=language))
    page = pages.filter(zone=Zone.OPEN).select_related("campaign", "locale").order_by("path").first()
    return page if page and page.campaign.has_started else None


def _fact(page: CampaignPage, shelf: Shelf) -> ShownFact | None:
    """The first fact of the page that is in force and has a source and words in its language; those in cards come first."""
    chosen = [value for name, value in leaves(page) if name in CHOOSERS and value]
    found = filter(None, map(shelf.in_force, dict.fromkeys([*chosen, *mentions(page)])))
    return next((fact for fact in found if fact.fact.has_source and fact.language == shelf.language), None)


urls = [path("embed/<str:lang>/<slug:slug>/", banner, name="embed_campaign")]
