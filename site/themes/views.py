"""What the public asks of themes: the stylesheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from themes import stylesheet

YEAR = 365 * 24 * 3600


@require_safe
def theme(request: HttpRequest, name: str) -> HttpResponse:
    """Kept for good under its own digest; an older page gets what is written today, for once. Http404 where the address is none of a theme."""
    described = stylesheet.read(name)
    if described is None:
        raise Http404
    text, meant = described
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    if stylesheet.digest(text) == meant:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_store=True)
    return response
