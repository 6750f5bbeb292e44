"""The handbook inside the admin: its contents, a chapter, and the chapter of the screen where one is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from wagtail.admin.auth import require_admin_access

from handbook.chapters import CHAPTERS, at, by_role
from handbook.markdown import address


@require_admin_access
def contents(request: HttpRequest) -> HttpResponse:
    """Or the chapter of a screen that is named, where there is one."""
    if place := at(request.GET.get("at", ""), request.user):
        chapter, part = place
        return redirect(address(chapter.name, part))
    return render(request, "handbook/contents.html", _context(request))


@require_admin_access
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    if name not in CHAPTERS:
        raise Http404
    shown = CHAPTERS[name]
    context = _context(request)
    order = [*context["yours"], *context["others"]]
    place = order.index(shown)
    context |= {
        "chapter": shown,
        "previous": order[place - 1] if place else None,
        "next": (order[place + 1 :] or [None])[0],
    }
    return render(request, "handbook/chapter.html", context)


def _context(request: HttpRequest) -> dict:
    yours, others = by_role(request.user)
    first = (yours or others)[0]
    return {
        "yours": yours,
        "others": others,
        "is_foreign": first.language != get_language(),
        "language": first.language,
    }


urls = [
    path("handbook/", contents, name="handbook"),
    path("handbook/<slug:name>/", chapter, name="handbook_chapter"),
]
