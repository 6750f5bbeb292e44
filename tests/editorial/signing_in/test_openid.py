"""Signing in through a provider: into accounts that exist, and only where all that it says is signed and fits."""

import base64
import hmac
import json
import time
import urllib.error
import urllib.request
from functools import partial
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.html import escape

from core.editor import roles
from core.models import User
from tests.editorial.signing_in.conftest import events
from tests.editorial.signing_in.provider import CLIENT, DISCOVERY, LONG, SECRET, rsa_key, serving


@pytest.fixture
def provider(settings):
    with serving() as provider:
        app = {"provider_id": "openid", "name": "ProConnect", "client_id": CLIENT, "secret": SECRET}
        more = {"server_url": provider.url, "verified_email": False}
        settings.OIDC_SERVER_URL, settings.OIDC_NAME = provider.url, "ProConnect"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "SCOPE": ["openid", "email"],
                "APP": app | {"settings": more},
            }
        }
        yield provider


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def leave(client, **said) -> str:
    """Where the page of our own leads."""
    return client.post("/admin/login/openid/", said).context["address"]


def come_back(client, address: str):
    """As a browser: ask the provider, and follow it back to the site."""
    try:
        urllib.request.build_opener(Unfollowed).open(address, timeout=10)
    except urllib.error.HTTPError as answer:
        parts = urlsplit(answer.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def go_through(client, **said):
    return come_back(client, leave(client, **said))


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_account_with_that_address_is_signed_in(client, home, account, provider):
    account(roles.EDITOR)

    response = go_through(client, next="/admin/reports/")

    assert response["Location"] == "/admin/reports/"
    assert client.get("/admin/").status_code == 200
    assert events()[0] == "signed_in"
    asked = provider.asked[0]
    assert (set(asked["scope"].split()), asked["code_challenge_method"]) == ({"openid", "email"}, "S256")
    assert "claims" not in asked
    assert min(len(asked["nonce"]), len(asked["state"])) >= LONG
    assert asked["redirect_uri"] == "http://testserver/admin/login/openid/back/"


def test_nothing_of_it_is_kept(client, home, account, provider):
    account(roles.EDITOR)
    go_through(client)

    assert (SocialAccount.objects.count(), SocialToken.objects.count()) == (0, 0)
    said = str(dict(client.session))
    assert [word for word in ("ada@example.org", *provider.tokens) if word.removeprefix("Bearer ") in said] == []


def test_provider_that_wants_to_be_told_of_the_end_is_told(client, home, account, provider):
    account(roles.EDITOR)
    provider.wants_to_be_told = True
    go_through(client)

    out = client.post("/admin/logout/")

    assert not is_in(client)
    assert "form-action 'self'" in out["Content-Security-Policy"]
    assert escape(f"url={out.context['address']}") in out.content.decode()
    assert come_back(client, out.context["address"]).status_code == 200
    assert provider.ended == ["42"]
    assert client.post("/admin/logout/")["Location"] == "/admin/login/"


def test_sign_out_is_ours_alone_where_the_provider_has_none(client, home, account, provider):
    account(roles.EDITOR)
    go_through(client)

    assert client.post("/admin/logout/")["Location"] == "/admin/login/"


def test_page_on_the_way_obeys_the_strict_policy(client, home, provider):
    response = client.post("/admin/login/openid/")

    assert "form-action 'self'" in response["Content-Security-Policy"]
    assert f"url={provider.url}/authorize?" in response.content.decode()


def test_sign_in_offers_it_where_it_is_set(client, home, provider, settings):
    assert "ProConnect" in client.get("/admin/login/").content.decode()
    settings.OIDC_SERVER_URL = ""
    assert "/admin/login/openid/" not in client.get("/admin/login/").content.decode()
    assert client.post("/admin/login/openid/").status_code == 404


def test_nobody_gets_an_account_by_it(client, home, provider):
    response = go_through(client)

    assert response.status_code == 403
    assert response.templates[0].name == "signing_in/no_account.html"
    assert (User.objects.count(), is_in(client)) == (0, False)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "other@example.org"},
        {"email": ""},
    ],
)
def test_address_must_be_verified_and_known(client, home, account, provider, claims):
    account(roles.EDITOR)
    provider.claims |= claims

    assert go_through(client).status_code == 403
    assert not is_in(client)


def test_address_of_two_accounts_or_of_a_closed_one_is_nobody_s(client, home, account, provider):
    user = account(roles.EDITOR)
    other = User.objects.create_user("twin", "ADA@example.org", "a long enough password")
    assert go_through(client).status_code == 403

    other.delete()
    user.is_active = False
    user.save()
    assert go_through(client).status_code == 403


def test_provider_that_answers_for_its_addresses_needs_not_say_so(client, home, account, provider, settings):
    """As ProConnect, which sends no `email_verified`, and its information as a signed token."""
    account(roles.EDITOR)
    del provider.claims["email_verified"]
    provider.signed_userinfo = True
    assert go_through(client).status_code == 403

    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APP"]["settings"]["verified_email"] = True
    go_through(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "use",
    [
        lambda provider: provider.use_curve(),
        lambda provider: provider.use_curve(alg="ES256"),
        lambda provider: provider.published.pop("alg"),
        lambda provider: provider.identity.update(iat=int(time.time()) + 10),
    ],
    ids=["curve", "curve with its name", "key without its algorithm", "a clock that is fast"],
)
def test_what_a_provider_may_do_otherwise_is_understood(client, home, account, provider, use):
    account(roles.EDITOR)
    use(provider)
    provider.signed_userinfo = True

    go_through(client)

    assert is_in(client)


def signed_with_what_is_published(provider):
    """The public key, taken for a secret that two share."""

    def signed(said: dict) -> str:
        pem = provider.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        parts = [{"alg": "HS256", "kid": "one"}, provider.whole(said)]
        text = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
        seal = base64.urlsafe_b64encode(hmac.digest(pem, text, "sha256")).rstrip(b"=")
        return f"{text.decode()}.{seal.decode()}"

    provider.signed = signed


def unsigned(provider):
    provider.signed = lambda said: jwt.encode(provider.whole(said), None, "none", headers={"kid": "one"})


def without_end(provider):
    provider.whole = lambda said: {"iss": provider.url, "aud": CLIENT} | said


def signed_by_another_where_it_informs(provider):
    signed, key = provider.signed, rsa_key()
    forged = partial(jwt.encode, key=key, algorithm="RS256", headers={"kid": "one"})
    provider.signed_userinfo = True
    provider.signed = lambda said: signed(said) if "nonce" in said else forged(provider.whole(said))


@pytest.mark.parametrize(
    "change",
    [
        lambda provider: setattr(provider, "signing_key", rsa_key()),
        signed_with_what_is_published,
        unsigned,
        signed_by_another_where_it_informs,
        lambda provider: provider.published.update(kid="two"),
        lambda provider: provider.identity.update(aud="another site"),
        lambda provider: provider.identity.update(iss="https://evil.example"),
        lambda provider: provider.identity.update(nonce="of another sign-in"),
        lambda provider: provider.identity.update(nonce=None),
        lambda provider: provider.identity.update(exp=int(time.time()) - 60),
        without_end,
        lambda provider: setattr(provider, "userinfo", {**provider.claims, "sub": "43"}),
        lambda provider: setattr(provider, "userinfo", []),
        lambda provider: setattr(provider, "token", lambda form: {"access_token": "access"}),
    ],
    ids=[
        "signature", "published key as secret", "no signature", "signature of the information", "key", "audience", "issuer",
        "nonce", "no nonce", "expiry", "no expiry", "two people", "no object", "no identity",
    ],
)  # fmt: skip
def test_what_does_not_fit_signs_nobody_in(client, home, account, provider, change, caplog):
    account(roles.EDITOR)
    change(provider)

    response = go_through(client)

    assert not is_in(client)
    assert "socialaccount/authentication_error.html" in [template.name for template in response.templates]
    assert [record.getMessage() for record in caplog.records if "ada@" in record.getMessage()] == []
    assert "a sign-in through the provider failed" in caplog.text


FAULTS = {
    "hangs up": None,
    "is broken": (500, "text/html", "<h1>ada@example.org</h1>"),
    "answers a page": (200, "text/html", "<h1>ada@example.org</h1>"),
    "answers a list": (200, "application/json", "[]"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("path", ["/token", "/keys", "/userinfo"])
def test_provider_at_fault_when_one_comes_back_is_told(client, home, account, provider, path, fault, caplog):
    account(roles.EDITOR)
    provider.faults[path] = fault

    response = go_through(client)

    assert response.status_code in (401, 502)
    assert "socialaccount/authentication_error.html" in [template.name for template in response.templates]
    assert not is_in(client)
    assert "a sign-in through the provider failed" in caplog.text
    assert "ada@" not in caplog.text


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_provider_at_fault_from_the_start_is_told(client, home, provider, fault):
    provider.faults[DISCOVERY] = fault

    assert client.post("/admin/login/openid/").status_code == 502


def test_provider_that_is_at_fault_meanwhile_is_told(client, home, account, provider):
    account(roles.EDITOR)
    address = leave(client)
    provider.faults[DISCOVERY] = None

    assert come_back(client, address).status_code == 502
    assert not is_in(client)


def test_sign_ins_in_two_tabs_do_not_hinder_each_other(client, home, account, provider):
    account(roles.EDITOR)
    first, _second = leave(client), leave(client)

    come_back(client, first)

    assert is_in(client)


def test_answer_to_another_browser_or_a_second_time_signs_nobody_in(client, home, account, provider):
    account(roles.EDITOR)
    address = leave(client)
    client.cookies.clear()

    come_back(client, address)

    assert not is_in(client)


def test_who_cancels_is_told(client, home, provider):
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]

    response = client.get("/admin/login/openid/back/", {"state": state, "error": "access_denied"}, follow=True)

    assert (response.status_code, is_in(client)) == (200, False)


def test_provider_that_is_down_is_told(client, home, provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APP"]["settings"]["server_url"] = "http://127.0.0.1:1"

    assert client.post("/admin/login/openid/").status_code == 502


def test_second_factor_is_asked_after_it(client, home, publisher, app, provider):
    code = app(publisher)

    assert go_through(client)["Location"] == "/admin/login/second-factor/"
    client.post("/admin/login/second-factor/", {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_second_factor_is_set_up_after_it_where_there_is_none(client, home, publisher, provider):
    go_through(client)

    assert client.get("/admin/")["Location"] == "/admin/second-factor/"


@pytest.mark.parametrize("has_app", [True, False])
def test_provider_s_second_factor_counts_where_the_settings_say_so(
    client, home, publisher, app, provider, settings, has_app
):
    settings.OIDC_SECOND_FACTOR = True
    if has_app:
        app(publisher)

    go_through(client)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("methods", "is_enough"), [(["pwd"], False), (["pwd", "otp", "mfa"], True)])
def test_provider_that_tells_of_no_second_factor_is_not_enough(
    client, home, publisher, provider, settings, methods, is_enough
):
    """ProConnect asks some for one and others not, and tells which to who asks."""
    settings.OIDC_SECOND_FACTOR = True
    provider.methods = methods

    go_through(client)

    answer = client.get("/admin/")
    assert (answer.status_code, answer.get("Location")) == (
        (200, None) if is_enough else (302, "/admin/second-factor/")
    )


def test_password_does_not_count_for_it(client, home, publisher, provider, sign_in, settings):
    settings.OIDC_SECOND_FACTOR = True
    sign_in()

    assert client.get("/admin/")["Location"] == "/admin/second-factor/"


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example"])
def test_it_leads_back_within_this_site_alone(client, home, account, provider, there):
    account(roles.EDITOR)

    assert go_through(client, next=there)["Location"] == "/admin/"
