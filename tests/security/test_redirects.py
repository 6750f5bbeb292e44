"""No address of this site leads to another one because somebody wrote so into it."""

from urllib.parse import quote, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from campaigns.plan.models import Channel, TrackedLink
from core.editor import roles
from core.navigation.links import back
from tests import factories
from tests.reach.conftest import node  # noqa: F401 (a fixture)

EVIL = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "https:evil.example",
    "https:///evil.example",
    "http://localhost@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver.evil.example/",
    "\u3000//evil.example",
    "https://evil。example/",
]
PASSWORD = "a long enough password"
NAMES = ("next", "url", "return_url", "redirect", "return_to", "continue", "dest", "goto", "q", "link", "back")


@pytest.fixture
def editor(home, django_user_model):
    """A role of which no second factor is asked."""
    made = django_user_model.objects.create_user("editor", "editor@example.org", PASSWORD)
    made.groups.add(Group.objects.get(name=roles.EDITOR.name))
    return made


def leads_away(response) -> str:
    """Where an answer sends the browser, if that is another site."""
    target = response.headers.get("Location", "")
    parts = urlsplit(target.replace("\\", "/").strip())
    is_here = not target or (parts.scheme in ("", "http") and parts.netloc in ("", "testserver", "localhost"))
    return "" if is_here and not target.replace("\\", "/").startswith("//") else target


@pytest.mark.parametrize("evil", EVIL)
def test_login_leads_into_this_site_alone(client, editor, evil):
    said = {"login": "editor", "password": PASSWORD, "next": evil}
    response = client.post(f"{reverse('account_login')}?next={quote(evil)}", said)

    assert response.status_code == 302
    assert leads_away(response) == ""


@pytest.mark.parametrize("evil", EVIL)
def test_password_of_a_page_leads_into_this_site_alone(client, home, evil):
    page = factories.standard_page(home, slug="ferme")
    rule = PageViewRestriction.objects.create(page=page, restriction_type="password", password="given out")

    response = client.post(
        f"/fr/_util/authenticate_with_password/{rule.pk}/{page.pk}/", {"password": "given out", "return_url": evil}
    )

    assert response.status_code == 302
    assert leads_away(response) == ""


def test_password_of_a_page_opens_it(home):
    client = Client(enforce_csrf_checks=True)
    page = factories.standard_page(home, slug="ferme", lead="Une phrase à lire.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="given out")

    asked = client.get("/fr/ferme/")
    action, token = asked.context["action_url"], client.cookies["csrftoken"].value
    said = {"password": "given out", "return_url": "/fr/ferme/", "csrfmiddlewaretoken": token}
    opened = client.post(action, said, follow=True)

    assert "Une phrase à lire." not in asked.content.decode()
    assert "Une phrase à lire." in opened.content.decode()


def test_page_for_members_leads_to_the_one_login(client, home):
    page = factories.standard_page(home, slug="ferme")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get("/fr/ferme/")["Location"] == "/admin/login/?next=/fr/ferme/"
    assert client.get("/fr/_util/login/")["Location"] == "/admin/login/"


@pytest.mark.parametrize(
    "path",
    ["/", "/fr/", "/fr", "/fr/page", "/fr/q/", "/s/bcdfgh", "/fr/audience-measurement/", "/admin/", "/admin/logout/"],
)
def test_no_parameter_leads_elsewhere(client, home, node, path):  # noqa: F811
    campaign = factories.campaign()
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    TrackedLink.objects.create(code="bcdfgh", campaign=campaign, channel=channel)
    factories.standard_page(home, slug="page")
    query = "&".join(f"{name}={quote(EVIL[0])}" for name in NAMES)

    assert leads_away(client.get(f"{path}?{query}")) == ""


@pytest.mark.parametrize(
    "start",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/%2fevil.example",
        "/;@evil.example",
        "/.evil.example",
        "/fr//evil.example",
        "//evil.example/%2e%2e",
    ],
)
def test_slash_that_is_added_keeps_the_visitor_here(client, home, start):
    for path in (start, f"{start}/fr", f"{start}/admin"):
        response = client.generic("GET", "/", PATH_INFO=path)
        assert leads_away(response) == "", path


@pytest.mark.parametrize("evil", EVIL)
def test_redirect_of_the_team_leads_to_no_host_that_is_not_allowed(admin_client, home, settings, evil):
    settings.LINK_HOSTS = ["allowed.example"]
    sent = {"old_path": "/ancienne/", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": evil}

    answer = admin_client.post(reverse("wagtailredirects:add"), sent)

    assert (answer.status_code, Redirect.objects.count()) == (200, 0)
    admin_client.post(reverse("wagtailredirects:add"), sent | {"redirect_link": "https://allowed.example/"})
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example/", "https://evil.example\\@testserver/", "javascript:x", "http://["],
)
def test_way_back_is_within_this_site(rf, evil):
    assert back(rf.post("/", headers={"Referer": evil}), "otherwise") == "otherwise"
    assert back(rf.post("/", headers={"Referer": "http://testserver/fr/"}), "otherwise") == "http://testserver/fr/"
