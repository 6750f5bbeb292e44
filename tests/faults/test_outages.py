"""PostgreSQL and Redis stopped, silent, emptied and started again under a real site of two nodes.

What is in memory goes on being served, who works in the admin is told in plain words, and nothing that was acknowledged is lost.
"""

import json
import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from types import SimpleNamespace

import pytest

from tests.faults import nodes
from tests.faults.nodes import Team, ask, warm
from tests.faults.servers import Cluster, Line, RedisServer, wait_until
from tests.reach.journals import events

# They touch nothing of the suite's own database: it is there to be copied.
pytestmark = [pytest.mark.django_db, pytest.mark.processes]

PAGES = ("/fr/", "/fr/aide/", "/fr/la-loi/", "/fr/la-loi/partie-0/")
NEVER_ASKED = "/fr/la-loi/partie-2/"
LINK = "/s/abc234"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(scope="module")
def world(tmp_path_factory, django_db_setup, django_db_blocker):
    """Two nodes, each of which reaches the database over a line of its own."""
    made, cluster = SimpleNamespace(), Cluster()
    cluster.start()
    with django_db_blocker.unblock():
        is_same = nodes.fill(cluster, "site")
    shared = RedisServer(tmp_path_factory.mktemp("redis"))
    shared.start()
    lines = {name: Line(cluster.port) for name in "ab"}
    url = "postgres://postgres@127.0.0.1:{}/site"
    first, built = nodes.build(
        tmp_path_factory.mktemp("a"),
        {"DATABASE_URL": url.format(lines["a"].port), "REDIS_URL": shared.url, "NODE_NAME": "first"},
        migrated=is_same,
    )
    elsewhere = {"DATABASE_URL": url.format(lines["b"].port), "NODE_NAME": "second"}
    second = nodes.beside(first, tmp_path_factory.mktemp("b"), **elsewhere)
    made.__dict__.update(first=first, second=second, cluster=cluster, redis=shared, lines=lines, page=built["page"])
    made.team = Team(built["session"])
    try:
        for site in (first, second):
            site.start("--no-worker")
        yield made
    finally:
        for site in (first, second):
            if site.process and site.process.poll() is None:
                site.stop()
        for line in lines.values():
            line.cut()
        shared.stop()
        cluster.remove()


def query(world, sql: str, *values):
    with world.cluster.connect("site") as connection:
        return connection.execute(sql, values).fetchall()


def live_pages(world) -> int:
    return query(world, "SELECT count(*) FROM wagtailcore_page WHERE live AND url_path LIKE '%%/la-loi/%%'")[0][0]


def link_hits(site) -> int:
    return sum((event.kind, event.reason) == ("link_hit", "") for event in events(site.var))


def take_down(world, site=None):
    return world.team.post(
        site or world.first, f"/admin/takedown/wagtailcore/page/{world.page}/", reason="x", confirmed="yes"
    )


def put_back(world):
    (last,) = query(world, "SELECT max(id) FROM editorial_takedown")[0]
    return world.team.post(world.first, f"/admin/takedowns/{last}/undo/", confirmed="yes")


def all_answer(world) -> bool:
    return all(site.status("/readyz") == 200 for site in (world.first, world.second))


@pytest.fixture(autouse=True)
def whole(world):
    """Each test finds nodes that have heard each other, after which they keep what they show; and leaves all servers at work, and the pages live."""
    wait_until(lambda: {name for (name,) in query(world, "SELECT name FROM core_servingnode")} == {"first", "second"})
    yield
    for line in world.lines.values():
        line.speak()
        line.join()
    world.redis.start()
    world.cluster.start()
    wait_until(lambda: all_answer(world))
    if live_pages(world) == 0:
        assert put_back(world).status == 302


def test_stopped_database_leaves_pages_and_tells_the_rest_what_to_do(world):
    before = warm(world.first, *PAGES)
    wait_until(lambda: ask(world.first, LINK).status == 302)
    hits = link_hits(world.first)
    world.cluster.stop()

    led = [ask(world.first, f"{LINK}?gclid={number}", **BROWSER) for number in range(20)]
    hits_since = link_hits(world.first) - hits
    shown = {path: ask(world.first, path) for path in PAGES}
    missing = ask(world.first, NEVER_ASKED)
    editor = world.team.post(world.first, "/admin/documents/add/", title="Guide")
    others = [
        ask(world.first, path).status
        for path in ("/s/abc", "/documents/1/a.pdf", "/admin/login/", "/readyz", "/healthz")
    ]
    world.cluster.start()

    assert {path: (one.status, one.text) for path, one in shown.items()} == {
        path: (200, text) for path, text in before.items()
    }
    assert [(one.status, one.headers["location"]) for one in led] == [
        (302, f"/fr/la-loi/?gclid={number}") for number in range(20)
    ]
    assert hits_since == 20, "what is in the journal is counted once the database is there"
    assert missing.status == 503, missing
    assert (missing.status, missing.headers["retry-after"], missing.headers["cache-control"]) == (503, "30", "no-store")
    assert {"tel:17", "tel:112", "sms:114", "tel:3919"} <= set(re.findall(r'href="([^"]+)"', missing.text))
    assert (editor.status, editor.headers["retry-after"]) == (503, "30")
    assert not re.search("Traceback|psycopg|OperationalError|127.0.0.1", missing.text + editor.text)
    assert others == [503, 503, 503, 503, 200]
    wait_until(lambda: ask(world.first, NEVER_ASKED).status == 200, what="the site did not recover by itself")
    assert take_down(world).status == 302


@pytest.mark.parametrize("act", ["take down", "put back"])
def test_restart_in_the_middle_of_a_publication_leaves_all_or_nothing(world, act):
    """The log of the pages is locked, so that the first rows are written and the last are not."""
    if act == "put back":
        assert take_down(world).status == 302
    before = live_pages(world), query(world, "SELECT count(*) FROM editorial_takedown WHERE undone_at IS NULL")
    work = put_back if act == "put back" else take_down
    holding = world.cluster.connect("site")
    holding.execute("BEGIN")
    holding.execute("LOCK TABLE wagtailcore_pagelogentry IN EXCLUSIVE MODE")
    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(work, world)
        wait_until(lambda: query(world, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
        world.cluster.restart()
        answer = acting.result()
    holding.close()

    assert (answer.status, "Traceback" in answer.text) == (503, False)
    assert (
        live_pages(world),
        query(world, "SELECT count(*) FROM editorial_takedown WHERE undone_at IS NULL"),
    ) == before
    wait_until(lambda: all_answer(world))
    assert work(world).status == 302
    assert live_pages(world) == (4 if act == "put back" else 0)


def test_no_acknowledged_upload_is_lost_when_the_database_is_restarted(world):
    acknowledged, stopping = [], threading.Event()
    (root,) = query(world, "SELECT min(id) FROM wagtailcore_collection")[0]

    def upload() -> None:
        number = 0
        while not stopping.is_set():
            number += 1
            title = f"upload-{number}"
            file = {"file": (f"{title}.txt", title.encode())}
            said = world.team.post(
                world.first, "/admin/documents/add/", file, title=title, collection=root, licence="etalab-2.0"
            )
            if said.status == 302:
                acknowledged.append(title)

    with ThreadPoolExecutor(1) as pool:
        uploading = pool.submit(upload)
        try:
            for most in (3, 6, 9):
                wait_until(lambda most=most: len(acknowledged) >= most)
                world.cluster.restart()
        finally:
            stopping.set()
        uploading.result()

    kept = dict(query(world, "SELECT title, file FROM core_campaigndocument"))
    assert set(acknowledged) <= set(kept)
    for title in acknowledged:
        assert (world.first.var / "media" / kept[title]).read_text() == title


def test_silent_database_keeps_no_ready_page_and_ends_in_a_clear_answer(world):
    warm(world.first, *PAGES)
    world.lines["a"].silence()

    with ThreadPoolExecutor(40) as pool:
        waiting = [pool.submit(ask, world.first, f"/fr/la-loi/partie-1/?{n}") for n in range(40)]
        shown = [ask(world.first, path).status for path in PAGES * 5]
        still_waiting = sum(not one.done() for one in waiting)
        refused = {one.result().status for one in waiting}
    world.lines["a"].speak()

    assert shown == [200] * 20
    assert still_waiting, "nobody waited for the database: the pages proved nothing"
    assert refused == {503}
    wait_until(lambda: ask(world.first, "/fr/la-loi/partie-1/").status == 200)


def test_without_redis_visitors_and_team_go_on_and_nodes_hear_each_other(world):
    warm(world.second, "/fr/la-loi/")
    world.redis.stop()

    shown = [ask(world.first, path).status for path in (*PAGES, "/s/none", "/admin/login/")]
    ready = wait_until(lambda: "cache: no answer" in (one := ask(world.first, "/readyz")).text and one)
    gone = take_down(world)

    assert shown == [200, 200, 200, 200, 404, 200]
    assert (ready.status, ready.text.splitlines()[0]) == (200, "ready"), "a proxy is not to take every node out"
    assert gone.status == 302
    wait_until(lambda: ask(world.second, "/fr/la-loi/").status == 404, what="a node shows what was taken down")
    address = gone.headers["location"] + "?part"
    wait_until(lambda: 'data-settled="yes"' in world.team.get(world.first, address).text)


def test_number_that_is_lost_brings_nothing_back_that_was_withdrawn(world):
    for _ in range(2):
        warm(world.second, "/fr/la-loi/")
        assert take_down(world).status == 302
        wait_until(lambda: ask(world.second, "/fr/la-loi/").status == 404)
        query(world, "DELETE FROM core_sharednumbers RETURNING id")
        seen = {ask(world.second, "/fr/la-loi/").status for _ in range(50)}
        assert seen == {404}
        assert put_back(world).status == 302
        wait_until(lambda: ask(world.second, "/fr/la-loi/").status == 200)


def test_web_process_that_is_killed_under_load_is_replaced_and_loses_no_count(world):
    """Each answer was written down before it left: at most what was on its way is counted and was not received."""
    site = world.first
    warm(site, "/fr/", "/fr/aide/")
    paths = {"/fr/": 200, "/fr/aide/": 200, LINK: 302}
    before, stopping = len(events(site.var)), threading.Event()

    def visit(number: int) -> int:
        received = 0
        path, status = list(paths.items())[number % 3]
        while not stopping.is_set():
            try:
                received += ask(site, path).status == status
            except (OSError, HTTPException):
                continue  # it was on its way
        return received

    with ThreadPoolExecutor(8) as pool:
        visits = [pool.submit(visit, number) for number in range(8)]
        try:
            (process,) = web_processes(site)
            os.kill(process, signal.SIGKILL)
            wait_until(lambda: process not in web_processes(site) and site.status("/fr/") == 200)
        finally:
            stopping.set()
        received = sum(one.result() for one in visits)
    after = counted(site)

    assert after["agree"]
    assert received <= after["n"] - before - 1
    assert received > 20


def web_processes(site) -> list[int]:
    return list(site.children(of=site.children()["granian"]).values())


def counted(site) -> dict:
    """What the journal and the counts of the node hold, folded to the last line."""
    done = site.run("reach_reconcile", check=False)
    said = json.loads(done.stdout)
    return {"n": said["aggregates"] + said["rejects"], "agree": done.returncode == 0}


def test_node_that_is_cut_off_is_named_until_it_has_confirmed(world):
    warm(world.second, "/fr/la-loi/")
    world.lines["b"].cut()
    gone = take_down(world)
    part = gone.headers["location"] + "?part"

    first = wait_until(lambda: re.search(r"first</th>\s*<td>", (one := world.team.get(world.first, part).text)) and one)
    served = ask(world.second, "/fr/la-loi/").status
    world.lines["b"].join()

    assert 'data-settled="no"' in first
    assert re.search(r"second</th>", first)
    assert served == 200, "a node that cannot know it shows its last copy, for STALE_MAX at most"
    wait_until(lambda: 'data-settled="yes"' in world.team.get(world.first, part).text)
    assert ask(world.second, "/fr/la-loi/").status == 404
