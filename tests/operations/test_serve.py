"""Serving, with real processes and real kills."""

import os
import signal

import pytest

from operations.management.commands.serve import leads_elsewhere
from tests.live import LiveSite, alive, fresh_database
from tests.operations import small_site

pytestmark = pytest.mark.processes

SETTINGS = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "127.0.0.1", "BASE_URL": "http://127.0.0.1", "HTTPS": "off"}


@pytest.fixture
def site(tmp_path):
    site = small_site.make(tmp_path / "var", **fresh_database())
    yield site
    if site.process and site.process.poll() is None:
        site.process.kill()


def whole(site: LiveSite) -> bool:
    return {"granian", "db_worker", "scheduler", "reach_fold"} <= site.children().keys()


@pytest.fixture
def serving(site):
    site.start()
    site.wait_until(lambda: whole(site))
    return site


JOBS_DONE = """
from time import sleep
from operations.models import JobRecord
for _ in range(1500):
    if JobRecord.objects.exists() and not JobRecord.objects.filter(finished_at=None).exists():
        break
    sleep(0.2)
"""


def test_site_serves_runs_its_jobs_and_stops_whole(serving):
    serving.run("shell", "-v", "0", "-c", JOBS_DONE)
    children = serving.children()

    assert "last never" not in serving.run("jobs").stdout
    assert serving.stop() == 0
    assert [name for name, pid in children.items() if alive(pid)] == []


def test_whatever_is_killed_is_started_again(serving):
    """Each worker once; the web process three times: granian's own loop ends the node where one ends twice within five seconds."""
    before = serving.children()
    assert "starting it again" not in (serving.var / "serve.log").read_text()
    workers = ["db_worker", "scheduler", "reach_fold"]
    killed: set[int] = set()

    for name in workers:
        os.kill(before[name], signal.SIGKILL)
    for _ in range(3):
        serving.wait_until(lambda: set(serving.children(of=before["granian"]).values()) - killed)
        (process,) = set(serving.children(of=before["granian"]).values()) - killed
        os.kill(process, signal.SIGKILL)
        killed.add(process)

    seen: list[dict[str, int]] = []

    def stands_again() -> bool:
        seen.append(serving.children())  # one look: a process may still end and begin again after it
        anew = {name for name, process in seen[-1].items() if process != before.get(name)}
        return before.keys() <= seen[-1].keys() and anew >= set(workers) and serving.status("/healthz") == 200

    serving.wait_until(stands_again)
    after = seen[-1]
    assert after["granian"] == before["granian"]
    log = (serving.var / "serve.log").read_text()
    waits = [f"ended with status -9; it is started again in {seconds} s" for seconds in (0, 1, 2)]
    assert [log.count(f"web process 1 {said}") for said in waits] == [1, 1, 1]

    result = serving.run("serve", "--port", str(serving.port), check=False)

    assert result.returncode == 1
    assert f"Cannot serve at 127.0.0.1:{serving.port}: Address already in use." in result.stderr


def test_killed_web_server_ends_the_node_with_all_its_processes(serving):
    children = serving.children()
    workers = serving.children(of=children["granian"])

    os.kill(children["granian"], signal.SIGKILL)

    assert serving.process.wait(timeout=40) != 0
    assert workers
    assert [pid for pid in [*children.values(), *workers.values()] if alive(pid)] == []


@pytest.mark.parametrize(
    ("address", "port", "fields"),
    [
        ("http://127.0.0.1:8001", 8001, {}),
        ("http://localhost", 80, {}),
        ("https://campagnes.example.org", 8000, {"HTTPS": True}),
        ("http://campagnes.example.org", 8000, {"TRUSTED_PROXIES": ["127.0.0.1"]}),
    ],
)
def test_port_of_the_address_or_behind_a_proxy_says_nothing(settings, address, port, fields):
    for name, value in ({"HTTPS": False, "TRUSTED_PROXIES": [], "BASE_URL": address} | fields).items():
        setattr(settings, name, value)

    assert leads_elsewhere(port) == ""


@pytest.mark.parametrize("address", ["http://127.0.0.1:8001", "http://127.0.0.1"])
def test_port_that_is_not_that_of_the_address_is_told(settings, address):
    settings.HTTPS, settings.TRUSTED_PROXIES, settings.BASE_URL = False, [], address

    assert f"lead to {address}, as BASE_URL says; this serves port 8000." in leads_elsewhere(8000)


def test_killed_supervisor_leaves_no_process_behind(serving):
    children = serving.children()

    os.kill(serving.process.pid, signal.SIGKILL)
    serving.process.wait()
    serving.process = None

    serving.wait_until(lambda: not any(alive(pid) for pid in children.values()))


def test_node_without_worker_serves_and_folds_alone(site):
    site.start("--no-worker")

    site.wait_until(lambda: "reach_fold" in site.children())
    assert set(site.children()) == {"granian", "reach_fold"}
    assert site.stop() == 0


def test_database_that_is_behind_keeps_the_site_from_starting(tmp_path):
    site = LiveSite(tmp_path, SETTINGS | fresh_database())

    result = site.run("serve", check=False)

    assert result.returncode == 1
    assert "The database is not up to date: run `manage.py migrate` first." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "99999"], "--port is malformed: expected a number from 1 to 65535, got 99999."),
        (["--workers", "0"], "--workers is malformed: expected a number from 1, got 0."),
    ],
)
def test_malformed_option_is_named(site, arguments, sentence):
    result = site.run("serve", *arguments, check=False)

    assert result.returncode == 1
    assert sentence in result.stderr
