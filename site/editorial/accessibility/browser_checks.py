"""Checks that run in the browser: a page of the admin that runs them, and what takes their result."""

import json

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.admin.ui.side_panels import ChecksSidePanel, PreviewSidePanel
from wagtail.models import Page, Revision

from editorial.access.reach import may_open
from editorial.models import BrowserCheck
from editorial.readiness.pages import checked_revision

MAX_SIZE = 64 * 1024  # bytes
MAX_DETAILS = 50


class ResultForm(forms.Form):
    """What a browser reports: how many problems, and what they are called."""

    revision = forms.IntegerField(min_value=1)
    errors = forms.IntegerField(min_value=0, max_value=10_000)
    details = forms.JSONField(required=False)

    def clean_details(self) -> list[str]:
        found = self.cleaned_data["details"] or []
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise forms.ValidationError(_("A list of sentences was expected."))
        return [one[:200] for one in found[:MAX_DETAILS]]


def page_for(request: HttpRequest, pk: int) -> Page:
    """The page, for those who may open it in its editor."""
    page = get_object_or_404(Page, pk=pk).specific
    if not may_open(request.user, page):
        raise PermissionDenied
    return page


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Run the checks on the words that go out, beside a preview of them; nothing has to be pressed."""
    page = page_for(request, pk)
    revision = checked_revision(page)
    if revision is None:
        raise Http404
    preview = PreviewSidePanel(page, request, preview_url=reverse("browser_check_preview", args=[pk, revision]))
    context = {
        "page": page,
        "revision": revision,
        "preview": preview,
        "checks": ChecksSidePanel(page, request),
        "last": BrowserCheck.objects.filter(revision=revision).select_related("user").first(),
    }
    return render(request, "editorial/browser_check.html", context)


@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """What Wagtail's preview panel asks for: whether there is something to show, then the thing itself."""
    page = page_for(request, pk)
    words = get_object_or_404(page.revisions, pk=revision).as_object()
    if request.method == "POST":
        return JsonResponse({"is_valid": True, "is_available": True})
    return words.make_preview_request(request, words.default_preview_mode, {"in_preview_panel": True})


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the result of a check beside the revision that it was for."""
    if len(request.body) > MAX_SIZE:
        return JsonResponse({"error": _("This result is too long.")}, status=413)
    try:
        data = json.loads(request.body)
    except ValueError:
        data = None
    form = ResultForm(data if isinstance(data, dict) else {})
    if not form.is_valid():
        return JsonResponse({"error": _("This is no result of a check."), "fields": list(form.errors)}, status=400)
    said = form.cleaned_data
    about = get_object_or_404(Revision, pk=said["revision"])
    if about.content_object is None:
        raise Http404
    if not may_open(request.user, about.content_object):
        return JsonResponse({"error": _("You may not edit this text.")}, status=403)
    kept = {"user": request.user, "errors": said["errors"], "details": said["details"], "checked_at": timezone.now()}
    BrowserCheck.objects.update_or_create(revision=about, defaults=kept)
    return JsonResponse({"kept": True}, status=201)


urls = [
    path("browser-checks/", keep, name="browser_check_keep"),
    path("browser-checks/<int:pk>/", show, name="browser_check"),
    path("browser-checks/<int:pk>/preview/<int:revision>/", preview, name="browser_check_preview"),
]
