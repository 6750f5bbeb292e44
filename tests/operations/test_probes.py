"""What machines ask of a site: does the process live, and can it serve."""

import contextlib
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection
from django.test import override_settings

from operations.management.commands.serve import processes
from operations.monitoring.metric_families import state
from serving.web_server import serving_state
from serving.web_server.probes import Probes, readyz
from serving.web_server.serving_state import CONDITIONS, DatabaseCondition, ServingState
from tests.faults.servers import RedisServer
from tests.live import ROOT, LiveSite

ENVIRONMENT = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "example.org", "BASE_URL": "https://example.org"}


def answer(path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    said = []
    body = Probes(lambda *_: [b"a page"])(
        {"PATH_INFO": path, "REQUEST_METHOD": method}, lambda *line: said.append(line)
    )
    return (said[0][0], dict(said[0][1]), b"".join(body)) if said else ("", {}, b"".join(body))


@pytest.fixture
def whole(db, tmp_path, monkeypatch):
    """A site of which nothing is wrong."""
    with override_settings(VAR_DIR=tmp_path, STATIC_ROOT=tmp_path / "static"):
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / ".built").write_text("")
        found = ServingState(CONDITIONS | {"database": DatabaseCondition()})
        for module in ("serving.web_server.probes", "operations.monitoring.metric_families"):
            monkeypatch.setattr(f"{module}.STATE", found)
        yield tmp_path


def test_site_that_is_whole_is_ready(whole):
    status, headers, body = answer("/readyz")

    assert (status, body.splitlines()[0]) == ("200 OK", b"ready")
    assert [line.split(b":")[0].decode() for line in body.splitlines()[1:]] == ["serving", *CONDITIONS]
    assert (headers["Cache-Control"], headers["Content-Length"]) == ("no-store", str(len(body)))


def test_static_files_that_were_not_collected_are_named(whole):
    (whole / "static" / ".built").unlink()

    status, _headers, body = answer("/readyz")

    assert (status, b"static: not collected\n" in body) == ("503 Service Unavailable", True)


def test_folder_that_cannot_be_written_to_is_named(whole):
    (whole / "a file").write_text("")

    with override_settings(VAR_DIR=whole / "a file"):
        assert "storage: VAR_DIR cannot be written to\n" in readyz()[1]


def test_catalogue_that_is_not_compiled_is_named(whole):
    (whole / "locale/xx/LC_MESSAGES").mkdir(parents=True)
    (whole / "locale/xx/LC_MESSAGES/django.po").write_text("")
    with override_settings(LOCALE_PATHS=[whole / "locale"]):
        assert "catalogues: not compiled: xx\n" in readyz()[1]


def caches_of(url: str) -> dict:
    """As config/settings.py makes them of REDIS_URL."""
    read = "import json; from config import settings; print(json.dumps(settings.CACHES))"
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"} | ENVIRONMENT
    command = [sys.executable, "-c", read]
    return json.loads(subprocess.check_output(command, env=variables | {"REDIS_URL": url}, cwd=ROOT))


@pytest.mark.processes
@pytest.mark.parametrize("silence", [False, True], ids=["away", "silent"])
def test_redis_that_does_not_answer_is_told_and_keeps_nobody_from_serving(whole, silent, silence):
    url = f"redis://127.0.0.1:{silent if silence else 1}/0"

    with override_settings(REDIS_URL=url, CACHES=caches_of(url)):
        status, text = readyz()
        conditions = next(iter(state()))

    assert (status, text.splitlines()[0]) == (200, "ready")
    assert f"cache: no answer ({'TimeoutError' if silence else 'ConnectionError'})\n" in text
    assert {labels["condition"]: value for _, labels, value in conditions.samples if not value} == {"cache": 0.0}


@pytest.mark.processes
def test_redis_that_answers_is_told(whole, tmp_path):
    shared = RedisServer(tmp_path)
    shared.start()
    with override_settings(REDIS_URL=shared.url):
        said = readyz()[1]
    shared.stop()

    assert "cache: ok\n" in said


def test_answer_is_kept_for_a_second(whole, monkeypatch):
    asked = []
    state = ServingState({"one": lambda: asked.append(1) or ""})

    state.found()
    state.found()
    monkeypatch.setattr(serving_state, "KEPT", 0.0)
    state.found()

    assert len(asked) == 2


def test_question_that_hangs_is_given_up_by_who_asks_and_not_asked_twice(monkeypatch):
    monkeypatch.setattr(serving_state, "PATIENCE", 0.05)
    hanging, asked = threading.Event(), []
    state = ServingState({"good": lambda: "", "bad": lambda: asked.append(1) or str(hanging.wait(10) or "")})

    found = [state.found(), state.found()]
    hanging.set()

    assert [[(one.name, one.problem) for one in answer] for answer in found] == [
        [("good", ""), ("bad", "no answer in time")]
    ] * 2
    assert asked == [1]


def test_database_that_is_behind_is_not_ready(db, tmp_path, monkeypatch):
    empty = connection.copy()
    sqlite3.connect(tmp_path / "empty.sqlite3").close()
    empty.settings_dict |= {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "empty.sqlite3")}
    if connection.vendor != "sqlite":
        pytest.skip("an empty database of its own is a file")
    monkeypatch.setattr(serving_state, "copied_connection", lambda *_: empty)

    assert DatabaseCondition()() == "not migrated"


def test_other_methods_are_refused_and_other_addresses_passed_on():
    assert answer("/healthz", "POST")[0] == "405 Method Not Allowed"
    assert answer("/healthz", "HEAD")[2] == b""
    assert answer("/fr/")[2] == b"a page"


@pytest.fixture(scope="module")
def silent():
    """A server that takes connections and says nothing, as a database that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def hanging_site(tmp_path_factory, silent):
    url = f"postgres://somebody:canary-password@127.0.0.1:{silent}/canary-name"
    site = LiveSite(tmp_path_factory.mktemp("site"), ENVIRONMENT | {"DATABASE_URL": url})
    (site.var / "static").mkdir()
    web, *_others = processes("127.0.0.1", site.port, 1, background=False)
    with (site.var / "serve.log").open("wb") as log:
        site.process = subprocess.Popen(web.command, env=site.variables(), cwd=ROOT, stdout=log, stderr=log)
    site.wait_until(lambda: site.status("/healthz") == 200)
    yield site
    site.stop()


@pytest.mark.processes
def test_process_lives_and_is_not_ready_while_its_database_hangs(hanging_site):
    started = time.monotonic()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", hanging_site.port, timeout=20)) as asked:
        asked.request("GET", "/readyz", headers={"Host": "a.host.that.is.not.allowed"})
        answered = asked.getresponse()
        body = answered.read().decode()

    assert (answered.status, time.monotonic() - started < 4) == (503, True)
    assert "database: no answer" in body
    assert [word for word in ("canary", "somebody", "127.0.0.1") if word in body] == []
    assert hanging_site.status("/healthz") == 200
