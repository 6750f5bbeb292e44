"""A visitor with marks on all that a request carries, sent through the whole stack; then every place is searched for them."""

import base64
import hashlib
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
import redis

from tests.console import execute
from tests.live import LiveSite
from tests.reach.journals import events
from tests.reach.sending import FORM, ask, beacon_of

PAGE, PROTECTED = "/fr/campagnes/acheter-est-interdit/", "/fr/vos-droits/"
ADDRESS, FORWARDED = "127.9.8.7", "203.0.113.189"
AGENT = "Mozilla/5.0 (Canary; 4711) Gecko/20100101 Firefox/140.0"
REFERRER, QUERY, COOKIE = "https://canary-referrer.example/", "canaryquery=c4n4ry", "canarycookie"
MARKS = [ADDRESS, FORWARDED, AGENT, "Canary; 4711", "canary-referrer", "canaryquery", "c4n4ry", COOKIE]
BREAK = "ALTER TABLE home_standardpage RENAME TO broken"
MEND = "ALTER TABLE broken RENAME TO home_standardpage"


@pytest.fixture
def site(built_site, redis_url, tmp_path):
    site = built_site.copy(tmp_path / "var")
    site.environment |= {"REDIS_URL": redis_url, "TRUSTED_PROXIES": ADDRESS, "LOG_LEVEL": "DEBUG"}
    site.settle()
    site.start()
    yield site
    site.stop()


def visit(site: LiveSite, method: str, path: str, body=None, **headers: str):
    marked = {
        "User_Agent": AGENT,
        "Referer": REFERRER,
        "X_Forwarded_For": f"6.6.6.6, {FORWARDED}",
        "Cookie": f"{COOKIE}=1",
    }
    return ask(site, method, f"{path}?{QUERY}", body, ADDRESS, **marked | headers)


def use(site: LiveSite) -> list[int]:
    """Pages, a protected one, a link, a beacon, what is not there, an error, the opt-out; returns the statuses."""
    beacon = urlencode(beacon_of(site, PAGE))
    [(code,)] = execute(site, "SELECT code FROM plan_trackedlink ORDER BY created_at DESC, id DESC LIMIT 1")
    paths = [
        PAGE,
        PAGE,
        PROTECTED,
        PROTECTED,
        "/fr/",
        "/",
        f"/s/{code}",
        "/fr/nulle-part/",
        "/nowhere",
    ]
    statuses = [visit(site, "GET", path).status for path in paths]
    post = {"Content_Type": FORM, "Sec_Fetch_Site": "same-origin"}
    for body in (beacon, beacon.replace("token=", "token=x"), f"kind={QUERY}&token=c4n4ry", "c4n4ry" * 1000):
        statuses.append(visit(site, "POST", "/r", body, **post).status)
    statuses.append(visit(site, "POST", "/r", beacon, **post | {"Sec_Fetch_Site": "cross-site"}).status)
    for wanted in ("off", "on"):
        body = urlencode({"wanted": wanted, "token": "c4n4ry"})
        statuses.append(visit(site, "POST", "/fr/audience-measurement/", body, **post).status)
    execute(site, BREAK)
    statuses.append(visit(site, "GET", "/fr/mentions-legales/").status)
    execute(site, MEND)
    for _time in range(130):
        visit(site, "POST", "/r", beacon, **post)
    return statuses


def test_no_mark_of_a_visitor_is_kept_anywhere(site, redis_url):
    before = Counter(events(site.var))
    statuses = use(site)
    places = kept(site, redis_url)

    assert statuses == [200] * 5 + [302, 302, 404, 302] + [204] * 5 + [422, 422, 500]
    reasons = {event.reason for event in Counter(events(site.var)) - before}
    assert reasons == {"", "bad_token", "oversize", "cross_site", "rate"}
    assert b"Internal Server Error: /fr/mentions-legales/" in places["serve.log"]
    assert {place: found for place, data in places.items() if (found := marks_in(data))} == {}


def marks_in(data: bytes) -> list[str]:
    """The marks found in some bytes, as they are and as their usual digests."""
    return [mark for mark in MARKS if any(form in data for form in forms(mark))]


def forms(mark: str) -> list[bytes]:
    raw = mark.encode()
    digests = [hashlib.new(name, raw) for name in ("md5", "sha1", "sha256")]
    hexes = [digest.hexdigest().encode() for digest in digests] + [digest.digest() for digest in digests]
    return [raw, base64.b64encode(raw), raw.hex().encode(), *hexes]


def kept(site: LiveSite, redis_url: str) -> dict[str, bytes]:
    """{place: all that lies there}: every file, each table of a PostgreSQL, each value in Redis."""
    places = {str(file.relative_to(site.var)): content(file) for file in site.var.rglob("*") if readable(file)}
    if "DATABASE_URL" in site.environment:
        places |= tables(site.environment["DATABASE_URL"])
    with redis.Redis.from_url(redis_url) as client:
        places |= {f"redis {key!r}": key + (client.dump(key) or b"") + plain(client, key) for key in client.keys("*")}
    assert any(place.startswith("redis") for place in places)
    return places


def readable(file: Path) -> bool:
    return file.is_file() and "static" not in file.parts


def content(file: Path) -> bytes:
    """Nothing where it went in this moment, as the journal of protected pages does."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def plain(client: redis.Redis, key: bytes) -> bytes:
    return client.get(key) or b"" if client.type(key) == b"string" else b""


def tables(url: str) -> dict[str, bytes]:
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            name: "\n".join(row for (row,) in connection.execute(f'SELECT t::text FROM "{name}" t')).encode()
            for (name,) in names
        }


def test_search_finds_a_mark_that_is_there():
    digest = hashlib.sha256(ADDRESS.encode()).hexdigest()

    assert marks_in(f"a log line from {FORWARDED} with {digest}".encode()) == [ADDRESS, FORWARDED]
