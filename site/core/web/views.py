"""Views that belong to no page: the root, machines' files, media, errors, the style guide."""

import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.audiences import AUDIENCES
from core.navigation import signposts
from core.navigation import sitemap as sitemaps
from core.navigation.frame import Frame
from core.navigation.routing import meant, serve
from core.protection.zones import DISCREET, Zone, protect
from core.publication.visibility import public
from core.web import unavailable
from core.web.middleware import SpellingRedirect
from core.words import languages
from serving import faults
from serving.page_cache.offering import offer_absence


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the home page in the best language that exists."""
    frame = Frame.of(request)
    wanted = languages.preferred(request)
    available = [page.locale.language_code for page in frame.homes]
    language = wanted if wanted in available or not available else available[0]
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {Frame.of(request).site.root_url}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemaps.sitemap(request)


@require_safe
@cache_control(public=True, max_age=86400)
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Browsers ask for these at the root, whatever the page says."""
    return redirect(static(f"img/{name}"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the visitor's language; says in which languages the page exists, where it does in any.

    An address that is right but for its capitals leads on, whatever else it was asked.
    """
    if address := meant(request):
        query = request.META.get("QUERY_STRING", "")
        return SpellingRedirect(f"{address}?{query}" if query else address, max_length=None)
    language = languages.of_address(request) or languages.preferred(request)
    if request.resolver_match is not None and request.resolver_match.func is serve:
        offer_absence(request, frozenset({DISCREET}))
    went = page_that_went(request)
    with translation.override(language):
        context = {"elsewhere": elsewhere(request, language), "page": went}
        response = render(request, "404.html", context, status=404)
    response["Content-Language"] = language
    return protect(response, Zone.PROTECTED if Frame.of(request).is_discreet else Zone.OPEN)


def page_that_went(request: HttpRequest) -> Page | None:
    """The page in whose place an error is shown, where its readers are sheltered; the frame is told in any case."""
    frame, in_a_language = Frame.of(request), languages.of_address(request) is not None
    rest = request.path_info.lstrip("/").partition("/")[2] if in_a_language else ""
    went = signposts.page_that_went(frame.homes, rest) if rest else None
    frame.shelter(went)
    frame.is_astray = went is None
    return went if frame.sheltered else None


def elsewhere(request: HttpRequest, language: str) -> list[languages.Language]:
    """The languages in which the page at this address is live: addresses differ by their language alone."""
    if languages.of_address(request) is None:
        return []
    rest = request.path_info.lower().lstrip("/").partition("/")[2].strip("/")
    frame = Frame.of(request)
    paths = {f"{home.url_path}{rest}/" if rest else home.url_path: home.locale.language_code for home in frame.homes}
    pages = public(Page.objects.public()).filter(url_path__in=paths).exclude(locale__language_code=language)
    found = {paths[page.url_path]: page for page in pages}
    return [languages.language(code, found[code].get_url(request)) for code in languages.codes() if code in found]


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor a session: it is shown when those fail, and then says so."""
    error = sys.exception()
    if error is not None and (what := faults.cause(error)):
        return unavailable.answer(request, what, error)
    language = languages.of_address(request) or languages.preferred(request)
    with translation.override(language):
        text = render_to_string("500.html", {"direction": "rtl" if translation.get_language_bidi() else "ltr"})
    return HttpResponse(text, status=500, headers={"Cache-Control": "no-store", "Content-Language": language})


def nowhere(request: HttpRequest) -> HttpResponse:
    """In the place of an address of a package that is not to be had here."""
    raise Http404


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Each block with its preview, in development only."""
    from core.editor.style_guide import entries

    if not settings.DEBUG:
        raise Http404
    return render(request, "core/styleguide.html", {"entries": entries(), "voices": list(AUDIENCES)})
