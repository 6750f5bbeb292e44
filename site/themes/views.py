"""What the public asks of themes: the stylesheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.look.stylesheet import answer
from themes import stylesheet


@require_safe
def theme(request: HttpRequest, name: str) -> HttpResponse:
    """Kept for good under its own digest; an older page gets what is written today, for once. Http404 where the address is none of a theme."""
    described = stylesheet.read(name)
    if described is None:
        raise Http404
    return answer(*described)
