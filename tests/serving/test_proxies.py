"""Whose word on the client is believed."""

from ipaddress import ip_network

import pytest
from django.core.wsgi import get_wsgi_application

from serving import proxies
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (a fixture)
from tests.serving.page_cache.visits import environ_of

PROXY, SECOND, CLIENT = "10.0.0.2", "10.0.0.3", "203.0.113.77"
LIED = "6.6.6.6"


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8:aa::/48")]


def told(peer: str, **said: str) -> dict[str, str]:
    """What is left of what a client says, under the name of each header, once the doorstep is passed."""
    seen = {}
    environ = (
        environ_of("/") | {"REMOTE_ADDR": peer} | {f"HTTP_X_FORWARDED_{name}": value for name, value in said.items()}
    )
    proxies.Doorstep(lambda environ, start: seen.update(environ) or [])(environ, None)
    return {name.removeprefix("HTTP_X_FORWARDED_"): seen[name] for name in seen if "FORWARDED" in name}


SAID = {"FOR": LIED, "PROTO": "https", "HOST": "evil.example", "PORT": "1"}


@pytest.mark.parametrize(
    "peer", [CLIENT, "2001:db8:bb::1", "", "unix:", "nonsense", "10.0.0.2.evil", "::ffff:203.0.113.77"]
)
def test_stranger_says_nothing_of_itself(peer):
    assert told(peer, **SAID) == {}


@pytest.mark.parametrize("peer", [PROXY, SECOND, "2001:db8:aa::9", "::ffff:10.0.0.2"])
def test_proxy_says_who_asks_and_how_but_never_which_site(peer):
    assert told(peer, **SAID) == {"FOR": LIED, "PROTO": "https"}


def test_nobody_is_believed_where_no_proxy_is_named(settings):
    settings.TRUSTED_PROXIES = []

    assert told(PROXY, **SAID) == {}
    assert told("", **SAID) == {}


@pytest.mark.parametrize("peer", ["", "unix", "unix:/run/site.sock", "/run/site.sock"])
def test_peer_without_an_address_is_a_proxy_where_the_operator_says_so(settings, peer):
    settings.TRUSTED_PROXIES = ["unix"]

    assert told(peer, FOR=CLIENT) == {"FOR": CLIENT}
    assert told(CLIENT, FOR=LIED) == {}
    assert proxies.client_address({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": CLIENT}) == CLIENT


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        (CLIENT, CLIENT),
        (f"{LIED}, {CLIENT}", CLIENT),
        (f"{LIED},{CLIENT} , {SECOND}", CLIENT),
        (f"{CLIENT}:4711", CLIENT),
        ("2001:db8:1::9", "2001:db8:1::9"),
        ("[2001:db8:1::9]", "2001:db8:1::9"),
        ("[2001:DB8:1::9]:4711", "2001:db8:1::9"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.77", CLIENT),
        ("", PROXY),
        (f"{LIED}, ", PROXY),
        (f"{LIED}, unknown", PROXY),
        (f"{LIED}, _hidden, {SECOND}", SECOND),
        (f"{LIED}, {CLIENT}, 999.1.1.1", PROXY),
        (f"{SECOND}, 10.1.1.1", SECOND),
        ("," * 2000, PROXY),
        ("\x00", PROXY),
    ],
)
def test_client_is_the_last_on_the_way_who_is_no_proxy(forwarded, client):
    assert proxies.client_address({"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": forwarded}) == client


@pytest.mark.parametrize("peer", [CLIENT, "2001:db8:bb::1"])
def test_stranger_is_itself_whomever_it_names(peer):
    assert proxies.client_address({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": LIED}) == peer


def test_addresses_of_visitors_are_not_kept():
    doorstep = proxies.Doorstep(lambda environ, start: [])
    for peer in (CLIENT, PROXY):
        doorstep(environ_of("/") | {"REMOTE_ADDR": peer}, None)

    assert doorstep.trusted == {PROXY}


def test_not_every_address_of_a_large_network_is_kept(monkeypatch):
    monkeypatch.setattr(proxies, "MOST", 3)
    doorstep = proxies.Doorstep(lambda environ, start: [])
    for number in range(10):
        doorstep(environ_of("/") | {"REMOTE_ADDR": f"10.0.0.{number}"}, None)

    assert len(doorstep.trusted) <= 3


def test_scheme_is_the_proxy_s_word_or_that_of_the_connection(settings, home):
    """Through the application as it is served: a stranger who says that it came by HTTPS is redirected there."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True

    assert {peer: status(peer, "https") for peer in (PROXY, CLIENT)} == {PROXY: 200, CLIENT: 301}
    assert status(PROXY, "http") == 301


def status(peer: str, scheme: str) -> int:
    answered = []
    environ = environ_of("/robots.txt") | {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_PROTO": scheme}
    body = proxies.Doorstep(get_wsgi_application())(environ, lambda status, headers, *rest: answered.append(status))
    body.close()
    return int(answered[-1][:3])
