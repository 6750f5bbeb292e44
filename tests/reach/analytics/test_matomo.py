"""The tag of django-analytical as a file of this site's own."""

import re

from config import csp
from reach.analytics import providers

URL = "/audience.js"


def test_script_is_the_tag_of_django_analytical_behind_guards(client, matomo):
    response = client.get(URL)

    script = response.content.decode()
    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in response.get("Vary", "")
    assert script.index("globalPrivacyControl") < script.index("setCustomUrl") < script.index("trackPageView")
    assert script.index("disableCookies") < script.index("trackPageView")
    assert 'var u="//stats.example.org/matomo/";' in script
    assert "_paq.push(['setSiteId', 7]);" in script
    assert "setUserId" not in script
    assert "&" not in re.sub("&&", "", script)  # nothing was escaped


def test_script_knows_nobody_who_is_signed_in(admin_client, matomo):
    assert "root" not in admin_client.get(URL).content.decode()


def test_there_is_no_script_where_there_is_no_matomo(client, db):
    assert client.get(URL).status_code == 404


def test_policy_names_its_host_and_nothing_else_changes(client, home, matomo, settings):
    settings.MATOMO_URL = "https://stats.example.org:8443/matomo"
    host = "https://stats.example.org:8443"

    said = parsed(client.get("/fr/")["Content-Security-Policy"])

    assert {name: values for name, values in said.items() if values != csp.PUBLIC[name]} == {
        "script-src": ["'self'", host],
        "img-src": ["'self'", host],
        "connect-src": ["'self'", host],
    }


def test_policy_is_the_strict_one_where_there_is_no_matomo(client, home):
    assert parsed(client.get("/fr/")["Content-Security-Policy"]) == csp.PUBLIC


def parsed(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


class Paper(providers.Provider):
    name = "paper"
    told = "Somebody writes it down."

    def configured(self):
        return providers.Set("https://paper.example.org", "write(location.pathname);\n")


def test_another_provider_is_one_class(client, home, matomo, monkeypatch):
    monkeypatch.setitem(providers.PROVIDERS, "paper", Paper())

    script = client.get(URL).content.decode()
    policy = parsed(client.get("/fr/")["Content-Security-Policy"])
    page = client.get("/fr/audience-measurement/").content.decode()

    assert script.index("globalPrivacyControl") < script.index("trackPageView") < script.index("write(location")
    assert policy["connect-src"] == ["'self'", "https://stats.example.org", "https://paper.example.org"]
    assert "<p>Somebody writes it down.</p>" in page
