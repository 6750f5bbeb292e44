"""The tag of django-analytical as a file of this site's own."""

import re

from config import csp

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


def test_policy_names_its_host_and_nothing_else_changes():
    policy = csp.with_statistics(csp.PUBLIC, "https://stats.example.org:8443/matomo")

    host = "https://stats.example.org:8443"
    assert {name: values for name, values in policy.items() if values != csp.PUBLIC[name]} == {
        "script-src": ["'self'", host],
        "img-src": ["'self'", host],
        "connect-src": ["'self'", host],
    }
    assert csp.with_statistics(csp.PUBLIC, "") == csp.PUBLIC
