"""Signing in by OpenID Connect: into accounts that exist, told by an address that the provider has verified.

Nothing is kept of it but, for as long as the session, what signs out of a provider that wants to be told of that.
"""

import json
import logging
import secrets
from functools import cached_property
from urllib.parse import urlencode, urlsplit

import jwt
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
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
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException
from wagtail.admin.views.account import LogoutView

PROVIDER = "openid"
TWO_FACTORS = "openid_two_factors"
WAY_OUT = "openid_way_out"
# A key that is published says nothing that a secret would: HS256 is none of them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS = 30  # seconds by which the provider's clock may be another
# What a provider that is down, or that speaks otherwise than the standard, leads to.
FAILURES = (RequestException, OAuth2Error, jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError)
logger = logging.getLogger(__name__)


def counts(request: HttpRequest, user=None) -> bool:
    """Whether this sign-in went through the provider, and the provider answers for the second factor."""
    if not settings.OIDC_SECOND_FACTOR or not request.session.get(TWO_FACTORS):
        return False
    records = get_authentication_records(request, user or request.user)
    return any(record.get("method") == "socialaccount" for record in records)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, provider, exception=None, **more) -> None:
        if exception is not None:
            _log(exception)

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

    def claims(self) -> dict[str, str]:
        """By what somebody signs in, ProConnect tells only who asks for it."""
        if settings.OIDC_SECOND_FACTOR and self.openid_config.get("claims_parameter_supported"):
            return {"claims": json.dumps({"id_token": {"amr": None}})}
        return {}

    def way_out(self, token: str) -> str:
        """Where the browser signs out of the provider too (OpenID Connect RP-Initiated Logout 1.0); empty where it has no such place."""
        there = self.openid_config.get("end_session_endpoint")
        back = build_absolute_uri(self.request, reverse("account_login"))
        said = {"id_token_hint": token, "post_logout_redirect_uri": back, "state": secrets.token_urlsafe(32)}
        return f"{there}{'&' if urlsplit(there).query else '?'}{urlencode(said)}" if there else ""

    def complete_login(self, request: HttpRequest, app, token, **kwargs) -> SocialLogin:
        identity = self._verified(kwargs["response"]["id_token"])
        if identity.get("nonce") != nonce_of(request.GET["state"]):
            raise OAuth2Error("the identity answers another question")
        told = self._fetch_user_info(token.token)
        if not isinstance(told, dict) or told.get("sub") != identity["sub"]:
            raise OAuth2Error("identity and information are of two people")
        request.session[TWO_FACTORS] = has_two_factors(identity)
        request.session[WAY_OUT] = self.way_out(kwargs["response"]["id_token"])
        return self.get_provider().sociallogin_from_response(request, {"userinfo": identity | told})

    def _fetch_user_info(self, access_token: str) -> dict:
        """As JSON, or as a signed token, which is what ProConnect sends."""
        answer = self._get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
        if answer.headers.get("Content-Type", "").startswith("application/jwt"):
            return self._verified(answer.text)
        return answer.json()

    def _verified(self, token: str) -> dict:
        """What it says: signed by the provider, to this site, and not over."""
        return jwt.decode(
            token,
            self._key_of(token),
            algorithms=ALGORITHMS,
            issuer=self.openid_config["issuer"],
            audience=self.get_provider().app.client_id,
            leeway=CLOCKS,
            options={"require": ["exp"]},
        )

    def _key_of(self, token: str):
        """The one that the token names; where it names none, the only one there is."""
        name = jwt.get_unverified_header(token).get("kid")
        found = [key for key in self._keys if name is None or key.get("kid") == name]
        if len(found) != 1:
            raise OAuth2Error("the key of the signature is not published")
        return jwt.PyJWK(found[0]).key

    @cached_property
    def _keys(self) -> list[dict]:
        published = self._get(self.openid_config["jwks_uri"]).json()["keys"]
        return [key for key in published if key.get("use", "sig") == "sig"]

    def _get(self, address: str, **more):
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, **more)
            answer.raise_for_status()
        return answer


def nonce_of(state: str) -> str:
    """One for each sign-in that was begun: several may be under way in one browser."""
    return salted_hmac(PROVIDER, state, algorithm="sha256").hexdigest()


def has_two_factors(identity: dict) -> bool:
    """Where the provider tells by what somebody signed in (RFC 8176), that decides; otherwise the operator has answered for it."""
    return "amr" not in identity or "mfa" in identity["amr"]


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider by a page of our own: the policy lets no form lead to another host."""
    exchange = _exchange(request)
    provider, state = exchange.get_provider(), secrets.token_urlsafe(32)
    provider.get_oauth2_adapter = lambda request: exchange
    there = get_next_redirect_url(request)
    try:
        asked = {"nonce": nonce_of(state)} | exchange.claims()
        answer = provider.redirect(request, "login", next_url=there, state_id=state, auth_params=asked)
    except FAILURES as error:
        return _failed(request, error)
    if isinstance(answer, HttpResponseRedirect):
        return render(request, "signing_in/leaving.html", {"address": answer.url})
    return answer


class SignOut(LogoutView):
    """Of the provider too, where somebody came from it and it wants to be told."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        way_out = request.session.get(WAY_OUT)
        response = super().post(request, *args, **kwargs)
        return render(request, "signing_in/leaving.html", {"address": way_out, "is_out": True}) if way_out else response


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    try:
        return OAuth2CallbackView.adapter_view(_exchange(request))(request)
    except FAILURES as error:
        return _failed(request, error)


def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")


def _exchange(request: HttpRequest) -> Exchange:
    if not settings.OIDC_SERVER_URL:
        raise Http404
    return Exchange(request, PROVIDER)


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    _log(error)
    return render(request, "socialaccount/authentication_error.html", status=502)


def _log(error: Exception) -> None:
    """By its kind alone: the words may be the provider's, and tell of a person."""
    logger.warning("a sign-in through the provider failed: %s", type(error).__name__)
