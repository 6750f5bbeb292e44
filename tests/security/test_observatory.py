"""What the HTTP Observatory would say of the site: the best grade, wherever it looks."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from core.editor import roles
from tests import factories
from tests.security import observatory
from tests.security.observatory import Seen

YEAR = 31_536_000
BEST = {
    "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors 'self'",
    "strict-transport-security": f"max-age={YEAR}; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture
def https(settings, tmp_path):
    """As in production."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.STATIC_ROOT = tmp_path / "static"
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.STATIC_ROOT / "css").mkdir(parents=True)
    (settings.STATIC_ROOT / "js").mkdir()
    (settings.STATIC_ROOT / "css" / "site.css").write_text("p { color: red }")
    (settings.STATIC_ROOT / "js" / "site.js").write_text("1")


@pytest.fixture
def addresses(https, home, tmp_path) -> dict[str, str]:
    factories.standard_page(home, slug="aide", zone="protected")
    image, document = factories.image(tmp_path), factories.document()
    factories.shown(image, document)
    return {
        "home": "/fr/",
        "protected page": "/fr/aide/",
        "missing page": "/fr/nulle-part/",
        "root": "/",
        "login": "/admin/login/",
        "password": "/admin/password_reset/",
        "admin": "/admin/",
        "stylesheet": "/static/css/site.css",
        "script": "/static/js/site.js",
        "document": document.url,
        "picture": f"/media/{image.get_rendition('width-320').file.name}",
        "form": "/fr/audience-measurement/",
        "questionnaire": "/fr/q/",
        "API": "/api/v2/",
        "robots": "/robots.txt",
    }


def seen(address: str) -> Seen:
    """What the scanner sees: with cookies of its own, over both schemes, and from another site."""
    client = Client()
    answer = client.get(address, secure=True)
    html = answer.content.decode() if "html" in answer.get("Content-Type", "") else ""
    plain = Client().get(address)
    others = Client().get(address, secure=True, headers={"Origin": "https://http-observatory.security.mozilla.org"})
    return Seen(
        {name.lower(): value for name, value in answer.headers.items()},
        html,
        [{"name": name, **{key: one[key] for key in ("secure", "httponly", "samesite")}} for name, one in answer.cookies.items()],
        [f"http://testserver{address}", *([plain["Location"]] if plain.status_code in (301, 302) else [])],
        {name.lower(): value for name, value in others.headers.items()},
    )  # fmt: skip


def test_site_has_the_best_grade_wherever_one_looks(addresses):
    found = {name: observatory.grade(seen(address)) for name, address in addresses.items()}

    assert {name: grade for name, grade in found.items() if grade != "A+"} == {}


def test_pages_lose_nothing_by_any_rule(addresses):
    """A bonus elsewhere makes good for nothing."""
    found = {name: seen(address) for name, address in addresses.items()}
    lost = {
        (name, rule): change
        for name, one in found.items()
        for rule, judge in observatory.RULES.items()
        if (change := judge(one)) < 0
    }

    assert lost == {}


def test_inside_of_the_admin_loses_by_its_scripts_alone(admin_client, https):
    """The editor of Wagtail needs inline scripts; nobody sees it without an account."""
    answer = admin_client.get("/admin/", secure=True)
    found = Seen({name.lower(): value for name, value in answer.headers.items()})

    assert {name for name, rule in observatory.RULES.items() if rule(found) < 0} == {"content-security-policy"}


def test_session_of_the_team_is_secure_and_not_for_scripts(client, https, home, django_user_model):
    editor = django_user_model.objects.create_user("editor", "editor@example.org", "a long enough password")
    editor.groups.add(Group.objects.get(name=roles.EDITOR.name))

    said = {"login": "editor", "password": "a long enough password"}
    answer = client.post(reverse("account_login"), said, secure=True)

    session = answer.cookies["sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")


def test_rules_give_the_grades_that_the_observatory_gives():
    assert (observatory.score(Seen(BEST)), observatory.grade(Seen(BEST))) == (140, "A+")
    assert (observatory.score(Seen({})), observatory.grade(Seen({}))) == (30, "D")


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"}, 30),
        ({"content-security-policy": "default-src 'none'; script-src 'self' data:"}, 30),
        ({"content-security-policy": "default-src 'none'; script-src 'unsafe-eval'"}, 20),
        ({"content-security-policy": "default-src 'none'; img-src http:"}, 20),
        ({"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}, 10),
        ({"content-security-policy": "default-src 'self'"}, 5),
        ({"content-security-policy": ""}, 35),
        ({"strict-transport-security": "max-age=3600"}, 10),
        ({"strict-transport-security": ""}, 20),
        ({"referrer-policy": "unsafe-url"}, 10),
        ({"x-content-type-options": ""}, 5),
        ({"cross-origin-resource-policy": "cross-origin"}, 10),
        ({"cross-origin-opener-policy": "nonsense"}, 15),
    ],
)
def test_rules_take_what_the_observatory_takes(changed, lost):
    framed = {"x-frame-options": "deny"}  # the bonus for it is not at stake here
    changes = [rule(Seen(BEST | framed | changed)) for rule in observatory.RULES.values()]

    assert 100 + sum(changes) == 140 - lost


@pytest.mark.parametrize(
    ("cookie", "change"),
    [
        ({"name": "sessionid", "secure": True, "httponly": True, "samesite": "Lax"}, 5),
        ({"name": "sessionid", "secure": True, "httponly": "", "samesite": "Lax"}, -30),
        ({"name": "sessionid", "secure": "", "httponly": True, "samesite": "Lax"}, -10),
        ({"name": "csrftoken", "secure": True, "httponly": "", "samesite": ""}, -20),
        ({"name": "no-count", "secure": True, "httponly": "", "samesite": "Lax"}, 5),
    ],
)
def test_rules_know_cookies(cookie, change):
    assert observatory.cookies(Seen(BEST, cookies=[cookie])) == change
