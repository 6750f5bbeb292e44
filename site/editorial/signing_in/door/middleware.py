"""What stands before every view of the admin: the session must not be over, and the second factor must have been shown."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from editorial.signing_in import openid
from editorial.signing_in.door import devices, keeping, sessions
from editorial.signing_in.door.keeping import is_fetched, refused
from editorial.signing_in.second_factor import factors

ADMIN = "/admin/"
# The way in and out, and what the pages on it load.
OPEN = tuple(f"{ADMIN}{name}/" for name in ("login", "logout", "password_reset", "second-factor", "jsi18n", "sprite"))


class SigningInMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if name := getattr(request, sessions.SIGNED_IN, ""):
            devices.remember(request, response, name)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """After the guard against forged forms has passed the request; public pages are not looked at."""
        if not request.path.startswith(ADMIN):
            return None
        has_ended = sessions.end_if_due(request)
        if request.path.startswith(OPEN):
            return None
        if request.user.is_anonymous:
            return _ended(request, has_ended)
        return _without_second_factor(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """To whom it is confirmed who they are, and back; allauth would keep the whole request in the session, address and all."""
        if not isinstance(exception, ReauthenticationRequired) or request.user.is_anonymous:
            return None
        return redirect_to_login(
            request.get_full_path(), get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        )


def _ended(request: HttpRequest, has_ended: bool) -> HttpResponse | None:
    # With the first answer after its end the browser loses the session's cookie; the one against forged forms stays.
    had_one = has_ended or settings.CSRF_COOKIE_NAME in request.COOKIES
    if had_one and is_fetched(request):
        return refused(
            _("Your session has ended. Sign in again in another tab, then save here: nothing is lost meanwhile.")
        )
    if had_one and keeping.is_worth_keeping(request):
        return keeping.kept(request)
    if has_ended:
        messages.info(request, _("Your session has ended. Sign in again to go on."))
    return None  # to the sign-in, as Wagtail does it


def _without_second_factor(request: HttpRequest) -> HttpResponse | None:
    if _has_shown_enough(request):
        return None
    if is_fetched(request):
        return refused(_("Your account needs a second factor: reload this page."))
    if not factors.has_one(request.user):
        return redirect("mfa_index")
    logout(request)  # it began without the factor that there is now
    return redirect_to_login(request.get_full_path())


def _has_shown_enough(request: HttpRequest) -> bool:
    user = request.user
    if not factors.is_required_of(user) or openid.counts(request):
        return True
    return factors.has_one(user) and factors.was_shown(request)


def is_let_in(request: HttpRequest) -> bool:
    """Whether the admin would show itself in this session, for what it shows outside its own addresses."""
    has_ended = sessions.end_if_due(request)
    return not has_ended and request.user.is_authenticated and _has_shown_enough(request)
