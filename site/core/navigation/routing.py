"""Finds the page of an address in three queries, however deep it lies and whatever the language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.navigation.frame import Frame
from core.publication.visibility import public
from core.words import languages


@csrf_exempt
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Hand the page to Wagtail, which walks the tree level by level itself where this finds none.

    Wagtail would serve the default tree under the prefix of a language without a live home page: here that is a 404.
    Django's protection of forms would need a cookie: the search, which may be sent to, answers and changes nothing, and
    every other page refuses what is sent to it (`BasePage.allowed_http_methods`).
    """
    home = Frame.of(request).home
    if home is None:
        raise Http404
    found = _find(request, home, path)
    if found is not None:
        request._wagtail_route_for_request = found
    return wagtail_serve(request, path)


def _find(request: HttpRequest, home: Page, path: str) -> RouteResult | None:
    """The page of this address, or the one above where that has such addresses below its own."""
    address = home.url_path + path
    above, _, last = address.removesuffix("/").rpartition("/")
    # An index knows slugs, and none knows whole addresses.
    slugs = [last, above.rpartition("/")[2]]
    candidates = Page.objects.live().filter(url_path__in=[address, f"{above}/"], slug__in=slugs)
    found = candidates.only("pk", "content_type", "url_path").order_by("-depth").first()
    model = found.specific_class if found else None
    is_whole = found is not None and found.url_path == address
    if model is None or not (
        hasattr(model, "for_serving") if is_whole else getattr(model, "has_addresses_below", False)
    ):
        return None
    page = model.for_serving().get(pk=found.pk)
    page.locale = home.locale
    return RouteResult(page) if is_whole else page.route(request, [last])


def meant(request: HttpRequest) -> str:
    """Where an address leads that is right but for its capitals, which telephones write by themselves; else empty.

    Only to what is public now. Asked where nothing was found: four queries at most, and none without a capital.
    """
    path = request.path_info.lower()
    language = languages.of_address(request)
    if request.method not in ("GET", "HEAD") or path == request.path_info or language is None:
        return ""
    rest = path.lstrip("/").partition("/")[2].strip("/")
    below = f"{rest}/" if rest else ""
    home = next((home for home in Frame.of(request).homes if home.locale.language_code == language), None)
    if home is None or not (_is_view(f"/{language}/{below}", language) or _is_public(request, home, below)):
        return ""
    return (home.get_url(request) or "") + below


def _is_view(path: str, language: str) -> bool:
    """Whether it is one of a view without a page. What an address says to a view, a code or a secret, may have capitals."""
    with translation.override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return False
    return not found.args and not found.kwargs


def _is_public(request: HttpRequest, home: Page, path: str) -> bool:
    try:
        found = _find(request, home, path)
    except Http404:
        return False
    return found is not None and public(Page.objects.public()).filter(pk=found.page.pk).exists()
