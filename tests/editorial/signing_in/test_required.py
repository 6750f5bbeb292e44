"""Who must show a second factor, and that nothing of the admin is open without it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as site_settings
from django.contrib.auth.models import Group, Permission
from django.urls import get_resolver, reverse
from wagtail.models import GroupPagePermission, Task

from core.editor import roles
from core.models import User
from editorial.signing_in.checks import check_second_factor
from editorial.signing_in.door import middleware
from editorial.signing_in.second_factor import factors
from tests.editorial.signing_in.conftest import PASSWORD, events, kinds, shown_for, unsealed

SETUP = "/admin/second-factor/"


@pytest.mark.parametrize(
    ("role", "is_required"),
    [
        (roles.EDITOR, False),
        (roles.ANALYST, False),
        (roles.LAWYER, True),
        (roles.PUBLISHER, True),
        (roles.ADMINISTRATOR, True),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_role_decides(client, home, account, sign_in, role, is_required):
    account(role)
    sign_in()

    response = client.get("/admin/")

    assert (response.status_code, response.get("Location")) == ((302, SETUP) if is_required else (200, None))


def test_superuser_needs_one(client, home, account, sign_in):
    account(is_superuser=True)
    sign_in()

    assert client.get("/admin/")["Location"] == SETUP


@pytest.mark.parametrize("role", [roles.LAWYER, roles.PUBLISHER, roles.ADMINISTRATOR], ids=lambda role: role.name)
def test_group_of_another_name_needs_one_for_what_it_may(account, role):
    user = account(role)
    user.groups.update(name="Un autre nom")

    assert factors.is_required_of(user)


@pytest.mark.parametrize("give", ["pages", "step", "person"])
def test_each_power_alone_needs_one(account, home, give):
    user = account(roles.EDITOR)
    group = Group.objects.create(name="Amis")
    user.groups.add(group)
    assert not factors.is_required_of(user)

    if give == "pages":
        GroupPagePermission.objects.create(group=group, page=home, permission=permission("publish_page"))
    elif give == "step":
        Task.objects.get(name="Publication").specific.groups.add(group)
    else:
        user.user_permissions.add(permission("launch_campaign"))

    assert factors.is_required_of(user)


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def test_nobody_needs_one_where_it_is_off_and_the_admin_says_so(in_english, client, home, publisher, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    sign_in()

    assert "whoever runs it has switched that off" in client.get("/admin/").content.decode()


def test_no_such_notice_where_it_is_on(in_english, client, home, account, sign_in):
    account(roles.EDITOR)
    sign_in()

    assert "whoever runs it has switched that off" not in client.get("/admin/").content.decode()


def addresses(patterns, prefix="/admin/"):
    """Each address of the admin, with 1 and "x" where it takes something."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if "(" in route or "^" in route:
            continue
        for kind in ("int", "str", "slug", "uuid", "path"):
            while f"<{kind}:" in route:
                before, _start, rest = route.partition(f"<{kind}:")
                route = before + ("1" if kind == "int" else "x") + rest.partition(">")[2]
        if "<" in route:
            continue
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, prefix + route)
        else:
            yield prefix + route


def admin_addresses() -> list[str]:
    found = []
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "admin/":
            found += addresses(pattern.url_patterns)
    return sorted({path for path in found if not path.startswith(middleware.OPEN)})


def test_nothing_else_is_open_without_it(client, home, publisher, sign_in):
    sign_in()
    paths = admin_addresses()

    opened = [path for path in paths if client.get(path).get("Location") != SETUP]

    assert len(paths) > 150
    assert opened == []


def test_what_scripts_fetch_is_refused_too(client, home, publisher, sign_in):
    sign_in()

    for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}):
        response = client.get("/admin/api/main/pages/", headers=headers)
        assert response.status_code == 403
        assert json.loads(response.content)["success"] is False


def test_way_out_and_way_in_are_open(client, home, publisher, sign_in):
    sign_in()

    assert client.get(SETUP).status_code == 200
    assert client.post("/admin/logout/").status_code == 302
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_app_opens_the_admin_and_gives_codes(client, home, publisher, sign_in, django_capture_on_commit_callbacks):
    sign_in()
    secret = client.get("/admin/second-factor/app/add/").context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/admin/second-factor/app/add/", {"code": shown_for(secret)})

    assert response["Location"] == "/admin/second-factor/codes/"
    assert len(client.get("/admin/second-factor/codes/").context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200
    assert kinds(publisher) == ["recovery_codes", "totp"]
    assert events()[:2] == ["codes_made", "factor_added"]


def test_secret_lies_sealed_in_the_database(publisher, app):
    app(publisher)

    stored = Authenticator.objects.get(user=publisher).data["secret"]
    assert unsealed(publisher) not in stored


def test_password_alone_is_half_of_a_sign_in(client, home, publisher, sign_in, app):
    code = app(publisher)

    answer = sign_in(next="/admin/reports/")
    assert answer["Location"] == "/admin/login/second-factor/"
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"

    wrong = client.post("/admin/login/second-factor/", {"code": "000000"})
    assert wrong.context["form"].errors
    assert client.get("/admin/").status_code == 302

    right = client.post("/admin/login/second-factor/", {"code": code()})
    assert right["Location"] == "/admin/reports/"
    assert client.get("/admin/").status_code == 200
    assert events()[:2] == ["signed_in", "sign_in_failed"]


def test_code_is_good_once(client, home, publisher, sign_in, app):
    shown = app(publisher)()
    for expected in ("/admin/", None):
        sign_in()
        assert client.post("/admin/login/second-factor/", {"code": shown}).get("Location") == expected
        client.post("/admin/logout/")


def test_recovery_code_is_good_once(client, home, publisher, sign_in, app):
    app(publisher)
    first = RecoveryCodes.activate(publisher).generate_codes()[0]
    for expected in ("/admin/", None):
        sign_in()
        assert client.post("/admin/login/second-factor/", {"code": first}).get("Location") == expected
        client.post("/admin/logout/")


def test_session_that_began_without_the_factor_ends(client, home, publisher, sign_in, app):
    """Two browsers: in one of them a factor was set up, the other had only the password."""
    sign_in()
    app(publisher)

    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


def test_wagtail_s_own_sign_in_leads_to_ours(client, home, publisher):
    response = client.post("/fr/_util/login/?next=/fr/x/", {"username": "ada", "password": PASSWORD})

    assert response["Location"] == "/admin/login/?next=%2Ffr%2Fx%2F"
    assert "_auth_user_id" not in client.session


def test_new_role_counts_at_once_and_so_does_its_end(client, home, account, sign_in):
    user = account(roles.EDITOR)
    sign_in()
    assert client.get("/admin/").status_code == 200

    publishers = user.groups.model.objects.get(name=roles.PUBLISHER.name)
    user.groups.add(publishers)
    assert client.get("/admin/")["Location"] == SETUP

    user.groups.clear()
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_last_factor_stays_while_it_is_required(client, home, publisher, sign_in, app):
    code = app(publisher)
    sign_in()
    client.post("/admin/login/second-factor/", {"code": code()})

    response = client.post("/admin/second-factor/app/remove/")

    assert response.context["form"].errors
    assert kinds(publisher) == ["totp"]


def test_factor_may_go_where_none_is_required(client, home, account, sign_in, app):
    user = account(roles.EDITOR)
    code = app(user)
    sign_in()
    client.post("/admin/login/second-factor/", {"code": code()})

    client.post("/admin/second-factor/app/remove/")

    assert kinds(user) == []
    assert events()[0] == "factor_removed"


def test_sign_in_leads_back_within_this_site_alone(client, home, account, sign_in):
    account(roles.EDITOR)
    for there in ("https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"):
        assert sign_in(next=there)["Location"] == "/admin/"
        client.post("/admin/logout/")


@pytest.mark.parametrize(
    "path", ["login/", "login/confirm/", "second-factor/", "second-factor/app/add/", "second-factor/passkeys/add/"]
)
def test_pages_of_the_sign_in_have_the_strict_policy(client, home, publisher, sign_in, path):
    if path != "login/":
        sign_in()

    response = client.get(f"/admin/{path}")

    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    html = response.content.decode()
    assert 'style="' not in html.replace("</style>", "")


def test_nobody_signs_up(client, home):
    for path in ("/admin/signup/", "/accounts/signup/", "/admin/login/signup/"):
        client.post(path, {"username": "x", "password1": PASSWORD, "email": "x@example.org"})

    assert not User.objects.filter(username="x").exists()
    assert site_settings.ACCOUNT_ADAPTER.endswith("AccountAdapter")


def test_requirement_looks_at_groups_with_one_query(publisher, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert factors.is_required_of(publisher)


def test_public_pages_neither_ask_nor_set_anything(client, home, django_assert_num_queries):
    client.get("/fr/")

    response = client.get("/fr/rien/")

    assert (response.status_code, dict(response.cookies)) == (404, {})
    assert reverse("account_login") == reverse("wagtailadmin_login") == "/admin/login/"


def test_account_without_a_role_is_told_so_and_goes_round_in_no_circle(client, home, account, sign_in):
    account()
    sign_in()

    response = client.get("/admin/", follow=True)

    assert (response.status_code, len(response.redirect_chain)) == (403, 1)
    assert "ada" in response.content.decode()
    assert client.get("/admin/login/?next=/fr/")["Location"] == "/fr/"


@pytest.mark.parametrize("is_on", [True, False])
def test_deployment_without_the_requirement_is_warned_of(settings, is_on):
    settings.REQUIRE_SECOND_FACTOR = is_on

    assert [warning.id for warning in check_second_factor(None)] == ([] if is_on else ["signing_in.W001"])
