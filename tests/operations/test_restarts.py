"""When a web process that ended is started again, and what that is counted as."""

import subprocess
import sys

import pytest

from serving.web_server.restarts import STEADY, WAITS, Restarts
from tests.live import ROOT, free_port

pytestmark = pytest.mark.processes


@pytest.fixture
def restarts(tmp_path, clock) -> Restarts:
    return Restarts(tmp_path / "restarts", clock)


def test_process_that_ends_again_and_again_waits_longer_each_time(restarts):
    assert [restarts.plan(0, lived=1) for _ in range(2000)][:9] == [0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert restarts.plan(1, lived=1) == 0, "another process has a row of its own"
    assert restarts.plan(0, lived=STEADY + 1) == 0, "it was at work for a while"


def test_each_is_started_when_it_is_due_and_counted(restarts, clock):
    for index in (0, 0, 1):
        restarts.plan(index, lived=1)

    assert (restarts.due(), restarts.due(), restarts.seconds_left()) == ([1], [], 1.0)
    clock.now += WAITS[1]
    assert (restarts.due(), restarts.seconds_left()) == ([0], None)
    assert restarts.tally.stat().st_size == 2


def test_what_ends_by_itself_twice_when_all_has_just_begun_is_hopeless(restarts, clock):
    first = restarts.is_hopeless(0, status=1)
    restarts.plan(0, lived=1)

    assert (first, restarts.is_hopeless(0, status=1)) == (False, True)
    assert not restarts.is_hopeless(0, status=-9), "it was killed"
    clock.now += STEADY
    assert not restarts.is_hopeless(0, status=1), "the others serve"


def test_server_whose_processes_cannot_be_started_ends():
    """Settings that are wrong are told at once, not tried for ever."""
    room = ["--connections", "8", "--threads", "2", "--buffer", "65536", "--grace", "1"]
    command = [sys.executable, "-m", "serving.web_server.granian_server", "--port", str(free_port()), *room]

    done = subprocess.run(
        command,
        env={"PYTHONPATH": str(ROOT / "site")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "web process 1 cannot be started (status 1), and the server ends" in done.stdout + done.stderr
