"""What every answer carries, and what it does not."""

import re

import pytest

from tests import factories

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"


@pytest.mark.parametrize("path", ["/fr/", "/fr/nothing-here/", "/admin/login/", "/robots.txt"])
def test_public_answers_carry_the_strict_policy(client, home, path):
    response = client.get(path)

    assert response["Content-Security-Policy"] == STRICT


def test_admin_has_its_own_policy(admin_client, home):
    policy = admin_client.get("/admin/")["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy


def test_public_page_carries_every_security_header_and_no_cookie(client, home):
    response = client.get("/fr/")

    assert not response.cookies
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert "Cookie" not in response.get("Vary", "")


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cache-Control": "private, no-cache",
}


def test_protected_page_leaves_no_trace(client, home):
    factories.standard_page(home, slug="aide", zone="protected")

    response = client.get("/fr/aide/")

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Request-OTR"] == "1"


def test_page_under_a_protected_page_is_protected(client, home):
    parent = factories.standard_page(home, slug="aide", zone="protected")
    factories.standard_page(parent, slug="papiers", zone="open")

    assert client.get("/fr/aide/papiers/")["Cache-Control"] == "no-store"


def test_protecting_a_page_protects_what_was_under_it_in_every_language(client, home, english_home, translate):
    parent = factories.standard_page(home, slug="aide")
    child = factories.standard_page(parent, slug="papiers")
    translate(parent, english_home.locale)
    translate(child, english_home.locale)

    parent.zone = "protected"
    factories.go_live(parent)

    for path in ("/fr/aide/", "/fr/aide/papiers/", "/en/aide/", "/en/aide/papiers/"):
        assert client.get(path)["Cache-Control"] == "no-store"


def test_page_has_no_inline_style_or_script_and_calls_no_other_host(client, home):
    factories.helpline(audiences=("public",))

    html = client.get("/fr/").content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html) == []
    loaded = re.findall(
        r'<(?:script|img|source|iframe|video)[^>]*\bsrc="([^"]+)"|<link[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]+)"',
        html,
    )
    assert [address for pair in loaded for address in pair if address and not address.startswith("/static/")] == []


def test_health_answers_ok_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
