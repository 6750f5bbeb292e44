"""What is public is taken down before it is deleted: a takedown asks for a reason, and can be put back; a deletion cannot."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from core.publication import visibility
from editorial.takedown.acts import everywhere
from editorial.takedown.views import address


@hooks.register("before_delete_page")
def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refused(request, [page], redirect("wagtailadmin_pages:edit", page.pk))


@hooks.register("before_bulk_action", order=-1)
def refuse_to_delete_several(request: HttpRequest, action_type: str, objects, action) -> HttpResponse | None:
    """Before the translations of those chosen are added to them."""
    if action_type != "delete" or action.model is not Page:
        return None
    return _refused(request, objects, redirect("wagtailadmin_home"))


def _refused(request: HttpRequest, pages: Iterable[Page], back: HttpResponse) -> HttpResponse | None:
    for page in pages:
        public = set(everywhere([page]).filter(live=True).values_list("pk", flat=True)) - visibility.hidden_pages()
        if public:
            said = _(
                "“%(title)s” is public, or a page below it or in another language is. Take it down first: that can be put back, a deletion cannot."
            )
            place = address(page, request.user)
            buttons = [messages.button(place, _("Take down everywhere"))] if place else []
            messages.error(request, said % {"title": page.get_admin_display_title()}, buttons=buttons)
            return back
    return None
