"""What was sent when a session had ended is kept on the page that says so, to be sent again after signing in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import csrf

from core.web import public_forms

TOKEN = "csrfmiddlewaretoken"


def is_fetched(request: HttpRequest) -> bool:
    """By a script of a page, which cannot show a form to sign in."""
    if request.headers.get("X-Requested-With"):
        return True
    return "text/html" not in request.headers.get("Accept", "text/html")


def refused(message: str) -> JsonResponse:
    """In the form in which the editor's automatic save shows a message, and goes on trying."""
    answer = {"success": False, "error_code": "validation_error", "error_message": message}
    return JsonResponse(answer, status=403)


def is_worth_keeping(request: HttpRequest) -> bool:
    """A form that somebody filled in, and no password among it."""
    said = {name: value for name, value in request.POST.items() if name != TOKEN}
    return request.method == "POST" and bool(said) and not any("password" in name and said[name] for name in said)


def kept(request: HttpRequest) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    said = {"fields": fields, "files": sorted(request.FILES), "action": request.get_full_path()}
    return render(request, "signing_in/kept.html", said, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """After signing in again in another tab, the forms of the first are stale: a form of this very site is kept, too.

    The browser itself says where a form comes from; a form of another site is refused as ever. A visitor, too, may have sent
    something to a page that takes nothing.
    """
    is_ours = request.path.startswith("/admin/") and request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and is_fetched(request):
        return refused(
            _("You have signed in again since this page was opened. Press Save: what you wrote goes on from there.")
        )
    if is_ours and is_worth_keeping(request):
        return kept(request)
    if not request.path.startswith("/admin/"):
        return public_forms.refused(request, needs_cookie=True)
    return csrf.csrf_failure(request, reason)
