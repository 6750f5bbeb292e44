"""Several nodes are one site: what one does, all show; what one of them loses, no visitor sees.

On a machine of its own, with everything that deploy/ names. `FAULTS=full` for the long form.
"""

import hashlib
import json
import os
import threading

import pytest

from tests.deploy.asking import ask
from tests.deploy.rehearsed import until
from tests.load.expected import Pages, Shown
from tests.load.visitors import Crowd

pytestmark = pytest.mark.rehearsal
FULL = os.environ.get("FAULTS") == "full"
MEGABYTE = 1024 * 1024
NODES = ("web-a", "web-b")


def views(desks, pages) -> dict:
    return desks["web-a"].ask("views", pks=[page["pk"] for page in pages.values()])


def reconciled(machine) -> list[dict]:
    return [json.loads(machine.manage("reach_reconcile", on=node).stdout) for node in (*NODES, "worker")]


class Visits:
    """Visitors who come through nginx until the block ends, each of whom must be shown their page."""

    def __init__(self, machine, pages, visitors: int = 8):
        shown = {path: Shown(page["words"].encode()) for path, page in pages.items()}
        self.crowd = Crowd(("127.0.0.1", machine.ports["nginx"]), list(shown), Pages(shown).problem)
        self.over = threading.Event()
        self.visitors = visitors
        self.thread = threading.Thread(target=self._visit)

    def _visit(self) -> None:
        while not self.over.is_set():
            self.crowd.visit([(self.visitors, 1)])

    def __enter__(self) -> Crowd:
        self.thread.start()
        until(lambda: len(self.crowd.answers) > 100)
        return self.crowd

    def __exit__(self, *_) -> None:
        self.over.set()
        self.thread.join()


def come(crowd: Crowd, number: int) -> None:
    """Return when so many more have had their answer."""
    there = len(crowd.answers)
    until(lambda: len(crowd.answers) >= there + number, seconds=120)


def test_page_that_is_published_at_one_node_is_shown_by_all(machine, desks, pages):
    path, page = next(iter(pages.items()))
    before = [ask(machine.url_of(node), path).text for node in NODES]

    desks["web-a"].ask("say", pk=page["pk"], words="Une phrase du premier.")
    for node in (*NODES, "nginx"):
        until(lambda node=node: "Une phrase du premier." in ask(machine.url_of(node), path).text, seconds=10)
    desks["web-b"].ask("say", pk=page["pk"], words=page["words"])
    for node in (*NODES, "nginx"):
        until(lambda node=node: page["words"] in ask(machine.url_of(node), path).text, seconds=10)

    assert [page["words"] in text for text in before] == [True, True]


def test_page_that_is_taken_down_at_one_node_is_gone_from_all(machine, desks):
    ((path, page),) = desks["web-a"].ask("make", pages=1).items()
    before = [ask(machine.url_of(node), path).status for node in NODES]

    desks["web-a"].ask("take_down", pk=page["pk"])

    assert before == [200, 200]
    until(lambda: {ask(machine.url_of(node), path).status for node in (*NODES, "nginx")} <= {404, 410}, seconds=5)


@pytest.mark.parametrize("act", ["upload", "kit"])
def test_file_that_is_uploaded_at_one_node_is_downloaded_through_all(machine, desks, act):
    size = 3 * MEGABYTE + 17
    file = desks["web-a"].ask(act, size=size)

    whole = ask(machine.url, file["url"])
    part = ask(machine.url, file["url"], Range=f"bytes={MEGABYTE}-{MEGABYTE + 9}")
    last = ask(machine.url, file["url"], Range="bytes=-7", If_Range=whole.headers["etag"])

    assert (whole.status, hashlib.sha256(whole.body).hexdigest()) == (200, file["sha256"])
    assert (part.status, part.body) == (206, whole.body[MEGABYTE : MEGABYTE + 10])
    assert part.headers["content-range"] == f"bytes {MEGABYTE}-{MEGABYTE + 9}/{size}"
    assert (last.status, last.body) == (206, whole.body[-7:])
    assert ask(machine.url, file["url"], If_None_Match=whole.headers["etag"]).status == 304
    assert ask(machine.url, file["url"], "HEAD").headers["content-length"] == str(size)
    assert not [name for name in whole.headers if name.startswith("x-") and name != "x-content-type-options"]
    assert whole.headers["content-disposition"].startswith("attachment")


def test_document_that_is_withdrawn_at_one_node_is_gone_from_all(machine, desks):
    file = desks["web-a"].ask("upload", size=1000)
    before = [ask(machine.url, file["url"]).status for _time in range(2)]

    desks["web-a"].ask("withdraw", pk=file["pk"])

    assert (before, [ask(machine.url, file["url"]).status for _time in range(4)]) == ([200, 200], [404] * 4)


def test_nobody_reaches_files_past_the_application(machine):
    asked = ["/sent-by-nginx/objects", "/sent-by-nginx/", "/metrics"]

    assert [ask(machine.url, path).status for path in asked] == [404, 404, 404]


def test_what_a_client_says_of_itself_is_not_believed(machine, pages):
    """BASE_URL is plain HTTP here: a believed X-Forwarded-Proto would show in no redirect; the host would, in the page."""
    path = next(iter(pages))

    text = ask(
        machine.url, path, X_Forwarded_Host="evil.example", X_Forwarded_Proto="https", Forwarded="host=evil"
    ).text

    assert "evil.example" not in text


@pytest.mark.parametrize("size", [2 * MEGABYTE, 600 * MEGABYTE])
def test_body_that_is_too_large_is_refused_before_a_node_has_it(machine, size):
    path = "/fr/" if size < 100 * MEGABYTE else "/admin/login/"

    assert ask(machine.url, path, "POST", body=b"", Content_Length=str(size)).status == 413


def test_worker_does_what_web_nodes_leave_to_it(desks, pages):
    def jobs() -> dict:
        return desks["web-b"].ask("jobs")

    until(lambda: jobs()["done"] > 0 and jobs()["left"] == 0, seconds=120)

    assert jobs()["failed"] == 0


def test_count_of_each_node_arrives_in_the_totals(machine, desks, pages):
    path, page = list(pages.items())[1]
    before = views(desks, pages)["counted"].get(str(page["pk"]), 0)

    for node, number in (("web-a", 20), ("web-b", 30), ("nginx", 10)):
        assert [ask(machine.url_of(node), path).status for _time in range(number)] == [200] * number

    until(lambda: views(desks, pages)["counted"].get(str(page["pk"]), 0) - before == 60)
    assert [terms["ok"] for terms in reconciled(machine)] == [True] * 3


def test_node_that_is_killed_under_load_is_seen_by_no_visitor(machine, desks, pages):
    """Its visits are counted when it is back: they lie on its disk."""
    until(lambda: views(desks, pages) and desks["web-a"].ask("jobs")["left"] == 0, seconds=120)
    before = sum(views(desks, pages)["counted"].values())

    with Visits(machine, pages) as crowd:
        for _time in range(5 if FULL else 1):
            machine.parts["web-b"].kill()
            come(crowd, 400)
            machine.start_node("web-b").wait()
            come(crowd, 400)

    shown = sum(one.status == 200 and not one.robot for one in crowd.answers)
    assert crowd.problems == {}
    until(lambda: sum(views(desks, pages)["counted"].values()) - before >= shown)
    # A request that was under way at the node may have been counted there, and again where it was repeated.
    assert sum(views(desks, pages)["counted"].values()) - before - shown <= crowd_size(crowd) * (5 if FULL else 1)
    assert [terms["ok"] for terms in reconciled(machine)] == [True] * 3


def crowd_size(crowd: Crowd) -> int:
    return len(crowd.visitors)


def test_nodes_that_are_restarted_one_after_another_are_seen_by_no_visitor(machine, desks, pages):
    before = sum(views(desks, pages)["counted"].values())

    with Visits(machine, pages) as crowd:
        for _time in range(3 if FULL else 1):
            for node in NODES:
                machine.restart_node(node)
                come(crowd, 200)

    shown = sum(one.status == 200 and not one.robot for one in crowd.answers)
    assert crowd.problems == {}
    until(lambda: sum(views(desks, pages)["counted"].values()) - before == shown)
    assert [terms["ok"] for terms in reconciled(machine)] == [True] * 3
