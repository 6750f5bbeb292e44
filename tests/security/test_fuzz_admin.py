"""Whatever is sent to whichever address of the admin, by whomever: it answers, and nothing fails. FUZZ=10000 asks for longer."""

import json
import os
import random

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import get_resolver

from core.editor import roles
from tests import factories

NUMBER = int(os.environ.get("FUZZ", "300"))
ODD = ["", "0", "1", "2", "-1", "x", "9" * 19, "9" * 40, "²", "é", "1,2", "[]", "{}", "null", "true", "%", "a b", "💥"]
KINDS = ["int", "str", "slug", "uuid", "path"]
METHODS = ["GET"] * 5 + ["POST"] * 4 + ["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
NAMES = [
    *("q", "p", "id", "ids", "page", "next", "order", "ordering", "locale", "type", "fields", "limit", "offset", "tag"),
    *(
        "child_of",
        "descendant_of",
        "search",
        "for_explorer",
        "has_children",
        "translation_of",
        "value",
        "data",
        "multiple",
    ),
    *("user_can_move_or_copy", "page_type", "collection_id", "format", "action", "mode", "position", "start_date"),
    *(
        "owner",
        "locales",
        "name",
        "title",
        "file",
        "comment",
        "objects",
        "wave",
        "export",
        "spec",
        "rev",
        "act",
        "result",
    ),
]


def patterns(found, prefix: str = ""):
    """(address with {} where it takes something) of each view of the admin."""
    for pattern in found:
        route = prefix + plain(str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns, route)
        else:
            yield route


def plain(route: str) -> str:
    """A route or an expression, with {} in the place of each part that is given."""
    out, depth = "", 0
    for sign in route.replace("(?:", "("):
        if sign in "<(":
            out += "" if depth else "{}"
            depth += 1
        elif sign in ">)":
            depth -= 1
        elif not depth and sign not in "^$?\\":
            out += sign
    return out


ADDRESSES = sorted(
    {one for one in patterns(get_resolver().url_patterns) if one.startswith("admin/") and "logout" not in one}
)


def asked(draw: random.Random) -> tuple[str, str, dict]:
    """(method, address, what else the client is given) of one request."""
    address = "/" + draw.choice(ADDRESSES)
    while "{}" in address:
        address = address.replace("{}", draw.choice(["1", "2", "3", "4", "home", "standardpage", "core", *ODD[:12]]), 1)
    if draw.random() < 0.8:
        pairs = [f"{draw.choice(NAMES)}={draw.choice(ODD)}" for _n in range(draw.randrange(4))]
        address += "?" + "&".join(pairs)
    body = {draw.choice(NAMES): draw.choice(ODD) for _n in range(draw.randrange(5))}
    kind = draw.choice(["form", "form", "json", "bytes"])
    given = {
        "form": {"data": body},
        "json": {"data": json.dumps(draw.choice([body, [], 1, None, "x"])), "content_type": "application/json"},
        "bytes": {"data": b"\xff\xfe{", "content_type": draw.choice(["application/json", "text/plain", "x"])},
    }[kind]
    method = draw.choice(METHODS)
    if method in ("GET", "HEAD", "OPTIONS"):
        given = {}
    elif method != "POST" and kind == "form":
        given = {"data": "a=1", "content_type": "application/x-www-form-urlencoded"}
    if draw.random() < 0.3:
        given["headers"] = {"X-Requested-With": "XMLHttpRequest", "Accept": draw.choice(["*/*", "application/json"])}
    return method, address, given


@pytest.fixture
def team(home, django_user_model):
    found = [django_user_model.objects.create_superuser("root", "root@example.org", "a long enough password")]
    for role in roles.ROLES.values():
        person = django_user_model.objects.create_user(role.name, "x@example.org", "a long enough password")
        person.groups.add(Group.objects.get(name=role.name))
        found.append(person)
    return found


def failure(client, method: str, address: str, given: dict) -> str:
    """What it fails with; empty where it is answered. What it has written is undone."""
    with transaction.atomic():
        try:
            status = (
                client.generic(method, address, **given) if method not in ("POST",) else client.post(address, **given)
            )
            return "" if status.status_code < 500 else f"answered {status.status_code}"
        except Exception as error:
            return f"{type(error).__name__}: {str(error)[:150]}"
        finally:
            transaction.set_rollback(True)


def test_no_request_to_an_address_of_the_admin_fails(client, home, team, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    factories.standard_page(home)
    factories.document()
    factories.fact()
    draw = random.Random(16)
    failures = {}
    for number in range(NUMBER):
        if number % 20 == 0:
            client.force_login(team[0] if draw.random() < 0.6 else draw.choice(team))
        method, address, given = asked(draw)
        if found := failure(client, method, address, given):
            failures.setdefault(f"{found} {address.partition('?')[0]}", (method, address, given))

    assert not failures, "\n".join(f"{what}\n    {str(request)[:500]}" for what, request in failures.items())


FAILED_ONCE = [
    "/admin/images/chooser/?tag=é",
    "/admin/failwhale/",
    "/admin/localize/api/snippets/facts/fact/",
    "/admin/localize/api/snippets/facts/fact/1/",
]


def test_address_that_once_failed_is_answered_to_a_browser_too(admin_client, home):
    factories.fact()

    answers = [
        admin_client.get(address, headers={"Accept": "text/html,*/*;q=0.8"}).status_code for address in FAILED_ONCE
    ]

    assert [status for status in answers if status not in (200, 404)] == []
