"""Finds the page of an address in three queries, however deep it lies and whatever the language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from core.frame import Frame


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
    page = _find(home, path)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, path)


def _find(home: Page, path: str) -> Page | None:
    found = Page.objects.live().filter(url_path=home.url_path + path).only("pk", "content_type").first()
    model = found.specific_class if found else None
    if model is None or not hasattr(model, "for_serving"):
        return None
    page = model.for_serving().get(pk=found.pk)
    page.locale = home.locale
    return page
