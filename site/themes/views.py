"""What the public asks of themes: the stylesheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from themes import stylesheet

YEAR = 365 * 24 * 3600


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def theme(request: HttpRequest, name: str) -> HttpResponse:
    """Http404 where the address is none of a theme."""
    described = stylesheet.read(name)
    if described is None:
        raise Http404
    return HttpResponse(stylesheet.css(described), content_type="text/css; charset=utf-8")
