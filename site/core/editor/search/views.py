"""The search of the admin: in the place of Wagtail's over pages alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.search import SearchArea

from core.editor.search.sources import LONGEST, Asked, sections


@require_admin_access
def search(request: HttpRequest) -> HttpResponse:
    """What is found, for this person; nothing was asked before anything is typed."""
    asked = Asked(request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST])
    return render(request, "core/search.html", {"asked": asked, "sections": sections(request.user, asked)})


urls = [path("find/", search, name="admin_search")]


def area() -> SearchArea:
    """The first of all, so the one that the side bar asks."""
    return SearchArea(_("Everything"), reverse("admin_search"), name="everything", icon_name="search", order=1)
