"""A visitor with marks on all that a request carries meets a view that fails; then the whole log is searched for them."""

import json
import re
import sqlite3
from contextlib import closing

import psycopg
import pytest

from tests.operations.small_site import get

pytestmark = [pytest.mark.django_db, pytest.mark.processes]

AWAY = re.compile(r"no such table|relation \S+ does not exist")
MARKS = [
    "203.0.113.189",
    "Canary-4711",
    "canary-referrer",
    "canaryquery",
    "c4n4ry",
    "canarycookie",
    "canary-body",
    "canary@example.org",
]
FIELDS = {"time", "level", "logger", "message", "node", "process", "exception"}


def visit(site, path: str, method: str = "GET", body: bytes | None = None) -> int:
    return get(
        site,
        f"{path}?canaryquery=c4n4ry",
        method,
        body,
        User_Agent="Mozilla/5.0 (Canary-4711)",
        Referer="https://canary-referrer.example/?c4n4ry=1",
        X_Forwarded_For="6.6.6.6, 203.0.113.189",
        Cookie="canarycookie=c4n4ry; sessionid=canary-body",
        Content_Type="application/x-www-form-urlencoded",
    )[0]


def rename(site, old: str, new: str) -> None:
    url = site.environment.get("DATABASE_URL")
    database = psycopg.connect(url, autocommit=True) if url else sqlite3.connect(site.var / "db.sqlite3")
    with closing(database):
        database.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_failing_view_leaves_no_mark_in_the_log(served):
    rename(served, "wagtailcore_site", "away")
    try:
        statuses = [
            visit(served, "/robots.txt"),
            visit(served, "/fr/audience-measurement/", "POST", b"canary-body=canary@example.org"),
        ]
    finally:
        rename(served, "away", "wagtailcore_site")
    served.wait_until(lambda: AWAY.search(served.log))

    objects = [json.loads(line) for line in served.log.splitlines()]
    failed = [one for one in objects if AWAY.search(one.get("exception", ""))]
    assert 500 in statuses
    assert [mark for mark in MARKS if mark in served.log] == []
    assert served.variables()["SECRET_KEY"] not in served.log
    assert failed
    assert [set(one) - FIELDS for one in objects if set(one) - FIELDS] == []
    assert {(one["level"], one["logger"], one["node"]) for one in failed} == {("ERROR", "django.request", "small")}
    assert all(one["time"].endswith("+00:00") for one in objects)
