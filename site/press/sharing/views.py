"""The card of a draft, for its editors."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.models import BasePage
from press.content import PressError
from press.sharing import cards
from press.sharing.page_words import Neighbourhood


@require_safe
def preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """Drawn from the latest draft for who may edit the page; where it cannot be drawn, the reason as text."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not isinstance(page, BasePage):
        raise Http404
    draft = page.get_latest_revision_as_object()
    try:
        made = cards.card(Neighbourhood().content(draft))
    except PressError as error:
        return HttpResponse(error.message, content_type="text/plain; charset=utf-8", status=422)
    return HttpResponse(made.data, content_type=made.media_type, headers={"Cache-Control": "no-store"})
