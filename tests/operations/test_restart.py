"""A restart under load: nobody is refused, no answer is cut, and nothing is counted twice or lost."""

import http.client
import os
import signal
import threading
import time

import pytest

from tests.live import FILE, alive
from tests.operations.conftest import DOWNLOAD
from tests.operations.small_site import PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsal]  # it measures what a busy machine would spoil


class Load(threading.Thread):
    """Asks for the home page without pause, on one connection as long as that is kept, or on a new one each time."""

    def __init__(self, site, *, keep: bool):
        super().__init__()
        self.site, self.keep = site, keep
        self.answered, self.errors = 0, []
        self.stopping = threading.Event()

    def run(self):
        connection = None
        while not self.stopping.is_set():
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
                connection.request("GET", "/fr/", headers={"User-Agent": PHONE, "Sec-Fetch-Site": "same-origin"})
                answer = connection.getresponse()
                whole = answer.read()
                if answer.status == 200 and b"</html>" in whole:
                    self.answered += 1
                else:
                    self.errors.append(answer.status)
                if not self.keep or answer.will_close:
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                connection = None
        if connection is not None:
            connection.close()


class Reader(threading.Thread):
    """A download that takes longer than the restart."""

    def __init__(self, site):
        super().__init__()
        self.site, self.got, self.stopping = site, b"", threading.Event()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        connection.request("GET", FILE)
        answer = connection.getresponse()
        while piece := answer.read1(20_000):
            self.got += piece
            self.stopping.wait(0.05)
        connection.close()


def restart(site) -> None:
    """As systemd's ExecReload asks for it; returns when it is over."""
    site.process.send_signal(signal.SIGHUP)
    site.wait_until(lambda: "restart: done" in site.log, seconds=120)


def test_restart_under_load_refuses_nobody_and_counts_everything(served):
    old, counted = served.children(), served.journal_lines()
    loads = [Load(served, keep=keep) for keep in (True, True, True, False, False, False)]
    reader = Reader(served)
    for thread in (*loads, reader):
        thread.start()

    restart(served)
    served.wait_until(lambda: not alive(old["granian"]))
    at_the_change = sum(load.answered for load in loads)
    served.wait_until(lambda: sum(load.answered for load in loads) > at_the_change + 50)
    for thread in (*loads, reader):
        thread.stopping.set()
    for thread in (*loads, reader):
        thread.join()

    assert [load.errors for load in loads] == [[]] * len(loads)
    assert reader.got == DOWNLOAD
    assert served.journal_lines() - counted == sum(load.answered for load in loads)
    new = served.children
    served.wait_until(lambda: new().keys() == old.keys() and not new().items() & old.items())


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="a database that is hidden is a file")
def test_code_that_cannot_be_prepared_leaves_the_old_processes_at_work(served):
    old = served.children()["granian"]
    hidden = (served.var / "db.sqlite3").rename(served.var / "away.sqlite3")

    served.process.send_signal(signal.SIGHUP)
    served.wait_until(lambda: "the old processes go on" in served.log, seconds=150)
    hidden.rename(served.var / "db.sqlite3")

    assert served.children()["granian"] == old
    assert served.status("/healthz") == 200


def test_node_that_is_told_to_end_says_first_that_it_is_not_ready(served):
    served.process.send_signal(signal.SIGTERM)
    served.wait_until(lambda: served.status("/readyz") in (503, None), seconds=5)

    assert served.process.wait(timeout=60) == 0
    started = time.monotonic()
    assert (served.status("/healthz"), time.monotonic() - started < 5) == (None, True)
