"""A restart under load: nobody is refused, no answer is cut, and nothing is counted twice or lost."""

import http.client
import signal
import threading
import time

import pytest

from operations import presence
from tests.live import alive
from tests.operations import small_site
from tests.operations.small_site import PHONE, environment_of

DOWNLOAD = b"x" * 3_000_000


@pytest.fixture
def site(db, tmp_path):
    site = small_site.make(tmp_path / "var", PAGE_CACHE_MB="8")
    folder = site.var / "media" / "kits"
    folder.mkdir(parents=True)
    (folder / "kit.zip").write_bytes(DOWNLOAD)
    (site.var / ".env").write_text("")
    yield site
    if site.process is not None and site.process.poll() is None:
        assert site.stop() == 0


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
        connection.request("GET", "/media/kits/kit.zip")
        answer = connection.getresponse()
        while piece := answer.read1(20_000):
            self.got += piece
            self.stopping.wait(0.05)
        connection.close()


def generations(site) -> set[str]:
    """Which starts the web processes that live belong to."""
    granians = [pid for name, pid in site.children().items() if name == "granian"]
    return {environment_of(pid).get(presence.GENERATION, "") for pid in granians}


def restart(site) -> None:
    """As systemd's ExecReload asks for it; returns when it is over."""
    before = site.log.count("restart: done")
    site.process.send_signal(signal.SIGHUP)
    site.wait_until(lambda: site.log.count("restart: done") > before, seconds=120)


def test_restart_under_load_refuses_nobody_and_counts_everything(site):
    site.start("--no-worker", "--workers", "2")
    site.wait_until(lambda: "reach_fold" in site.children())
    assert site.status("/readyz") == 200
    old, fold = site.children()["granian"], site.children()["reach_fold"]
    loads = [Load(site, keep=keep) for keep in (True, True, True, False, False, False)]
    reader = Reader(site)
    for thread in (*loads, reader):
        thread.start()

    restart(site)
    site.wait_until(lambda: not alive(old))
    new_at_work = sum(load.answered for load in loads)
    site.wait_until(lambda: sum(load.answered for load in loads) > new_at_work + 50)
    for load in loads:
        load.stopping.set()
    for load in loads:
        load.join()
    reader.stopping.set()
    reader.join()

    assert [load.errors for load in loads] == [[]] * len(loads)
    assert reader.got == DOWNLOAD
    site.wait_until(lambda: site.children().get("reach_fold", fold) != fold)
    assert site.stop() == 0
    assert site.journal_lines() == sum(load.answered for load in loads)
    print(f"{sum(load.answered for load in loads)} answers")


def test_code_that_cannot_be_prepared_leaves_the_old_processes_at_work(site):
    site.start("--no-worker")
    old = site.children()["granian"]
    hidden = (site.var / "db.sqlite3").rename(site.var / "away.sqlite3")

    site.process.send_signal(signal.SIGHUP)
    site.wait_until(lambda: "the old processes go on" in site.log)
    hidden.rename(site.var / "db.sqlite3")

    assert site.children()["granian"] == old
    assert site.status("/healthz") == 200


def test_node_that_is_told_to_end_says_first_that_it_is_not_ready(site):
    site.start("--no-worker", "--drain", "2")
    assert site.status("/readyz") == 200

    site.process.send_signal(signal.SIGTERM)
    site.wait_until(lambda: site.status("/readyz") in (503, None), seconds=5)

    assert site.process.wait(timeout=40) == 0
    started = time.monotonic()
    assert (site.status("/healthz"), time.monotonic() - started < 5) == (None, True)
