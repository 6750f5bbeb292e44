"""What the public asks of themes: the stylesheet, and the letters of a Chinese statement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.look.stylesheet import YEAR, answer
from themes import letters, stylesheet


@require_safe
def theme(request: HttpRequest, name: str) -> HttpResponse:
    """Kept for good under its own digest; an older page gets what is written today, for once. Http404 where the address is none of a theme."""
    described = stylesheet.read(name)
    if described is None:
        raise Http404
    return answer(*described)


@require_safe
def theme_letters(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Kept for good. Http404 where the address was not made here, or of another version of the face."""
    found = letters.read(name) if kind in ("css", "woff2") else ""
    if not found:
        raise Http404
    if kind == "css":
        response = HttpResponse(letters.css(found), content_type="text/css; charset=utf-8")
    else:
        response = HttpResponse(letters.cut(found), content_type="font/woff2")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
