"""Signing in by OpenID Connect: into accounts that exist, told by an address that the provider has verified. Nothing is kept of it."""

import secrets

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

PROVIDER = "openid"
NONCE = "openid_nonce"
# What a provider that is down, or that speaks otherwise than the standard, leads to.
FAILURES = (RequestException, OAuth2Error, KeyError, TypeError, ValueError)


def counts(request: HttpRequest, user=None) -> bool:
    """Whether this sign-in went through the provider, and the provider answers for the second factor."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    records = get_authentication_records(request, user or request.user)
    return any(record.get("method") == "socialaccount" for record in records)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def generate_state_param(self, state: dict) -> str:
        return secrets.token_urlsafe(32)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = account_of(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "signing_in/no_account.html", status=403))
        sociallogin.user, sociallogin.token = user, None
        sociallogin.account.extra_data = {}


def account_of(sociallogin: SocialLogin):
    """The one open account with an address that the provider calls verified; none where several have it."""
    found = {
        user
        for address in sociallogin.email_addresses
        if address.verified is True and address.email
        for user in get_user_model().objects.filter(email__iexact=address.email, is_active=True)
    }
    return found.pop() if len(found) == 1 else None


class Exchange(OpenIDConnectOAuth2Adapter):
    """The conversation with the provider: what it says of a person is believed only with its signature, and to our question."""

    def get_callback_url(self, request: HttpRequest, app) -> str:
        return build_absolute_uri(request, reverse("openid_back"))

    def complete_login(self, request: HttpRequest, app, token, **kwargs) -> SocialLogin:
        identity = self._verified(app, kwargs["response"]["id_token"])
        if identity.get("nonce") != request.session.pop(NONCE, None):
            raise OAuth2Error("the identity answers another question")
        told = self._fetch_user_info(token.token)
        if not isinstance(told, dict) or told.get("sub") != identity["sub"]:
            raise OAuth2Error("identity and information are of two people")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": identity | told})

    def _fetch_user_info(self, access_token: str) -> dict:
        """As JSON, or as a signed token, which is what ProConnect sends."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
            answer.raise_for_status()
        if answer.headers.get("Content-Type", "").startswith("application/jwt"):
            return self._verified(self.get_provider().app, answer.text)
        return answer.json()

    def _verified(self, app, token: str) -> dict:
        return jwtkit.verify_and_decode(
            credential=token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider by a page of our own: the policy lets no form lead to another host."""
    exchange = _exchange(request)
    provider, nonce = exchange.get_provider(), secrets.token_urlsafe(32)
    provider.get_oauth2_adapter = lambda request: exchange
    request.session[NONCE] = nonce
    try:
        answer = provider.redirect(
            request, "login", next_url=get_next_redirect_url(request), auth_params={"nonce": nonce}
        )
    except FAILURES:
        return _failed(request)
    if isinstance(answer, HttpResponseRedirect):
        return render(request, "signing_in/leaving.html", {"address": answer.url})
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    try:
        return OAuth2CallbackView.adapter_view(_exchange(request))(request)
    except FAILURES:
        return _failed(request)


def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")


def _exchange(request: HttpRequest) -> Exchange:
    if not settings.OIDC_SERVER_URL:
        raise Http404
    return Exchange(request, PROVIDER)


def _failed(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=502)
