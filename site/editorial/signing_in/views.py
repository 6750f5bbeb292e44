"""The pages of the sign-in, as far as they differ from allauth's."""

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin.localization import get_localized_response

from editorial.signing_in.adapters import SecondFactorAdapter
from editorial.signing_in.second_factor import factors


class SignIn(LoginView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Whom Wagtail sends back here, since the account has no role, is told so: it would go round in circles."""
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            there = self.get_success_url()
            return redirect(there) if there and not there.startswith("/admin/") else _no_access(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        openid = settings.OIDC_NAME if settings.OIDC_SERVER_URL else ""
        return super().get_context_data(**kwargs) | {"openid": openid, "is_required": settings.REQUIRE_SECOND_FACTOR}


class Overview(IndexView):
    """What an account has, and what it may still need."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        kinds = super().get_context_data(**kwargs)["authenticators"]
        return {
            "passkeys": kinds.get("webauthn", []),
            "app": kinds.get("totp"),
            "codes": kinds.get("recovery_codes"),
            "is_required": factors.is_required_of(user),
            "is_missing": factors.is_required_of(user) and not (kinds.get("webauthn") or kinds.get("totp")),
            "may_remove": factors.of(user).count() > 1 or not factors.is_required_of(user),
        }


class AddsFactor:
    """Whoever has just set a second factor up has shown it."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        factors.show(self.request, self.request.user)
        return response


class AddPasskey(AddsFactor, AddWebAuthnView):
    pass


class AddApp(AddsFactor, ActivateTOTPView):
    def form_valid(self, form) -> HttpResponse:
        """The code that proved the app is used up: whoever saw it cannot sign in with it."""
        response = super().form_valid(form)
        app = factors.of(self.request.user).get(type=Authenticator.Type.TOTP)
        factors.use_up(app, form.cleaned_data["code"])
        return response


class RemovePasskey(RemoveWebAuthnView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not factors.may_be_removed(self.get_object()):
            messages.error(request, SecondFactorAdapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


def _no_access(request: HttpRequest) -> HttpResponse:
    return render(request, "signing_in/no_access.html", status=403)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in for pages behind one: it knows of no second factor and of no limit, so it leads to ours."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('account_login')}?{query}" if query else "account_login")


def in_own_language(view):
    """In the language that somebody has chosen for the admin; before one has signed in, in the browser's."""

    def localized(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return get_localized_response(view, request, *args, **kwargs)

    return localized
