"""The supervisor goes on asking the site whether it answers, until it is stopped."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from subprocess import TimeoutExpired

import pytest

from serving.web_server import supervisor
from serving.web_server.copies import Copy
from serving.web_server.supervisor import Child, Supervisor
from tests.live import ROOT

pytestmark = pytest.mark.processes


@pytest.fixture
def handlers():
    kept = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM)}
    yield
    for signum, handler in kept.items():
        signal.signal(signum, handler)


def test_site_is_asked_again_and_again_until_it_is_stopped(handlers, monkeypatch):
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.01)
    asked = []
    web = Child("web", [sys.executable, "-c", "import signal; signal.pause()"], essential=True)

    def answers() -> bool:
        asked.append(web.process is not None)
        if len(asked) == 20:
            supervised.stopping.set()
        return len(asked) > 3

    supervised = Supervisor([web], answers)
    too_late = threading.Timer(20, supervised.stopping.set)
    too_late.start()
    status = supervised.run()
    too_late.cancel()

    assert (status, web.process.poll() is None) == (0, False)
    assert len(asked) == 20


# Copies of the supervisor


def test_copy_waits_until_it_is_told_to_begin(tmp_path):
    copy = Copy("copy", (tmp_path / "begun").touch)

    with pytest.raises(TimeoutExpired):
        copy.wait(0.3)
    waited = not (tmp_path / "begun").exists()
    copy.begin()

    assert copy.wait(10) == 0
    assert (waited, (tmp_path / "begun").exists()) == (True, True)


@pytest.mark.parametrize(
    ("work", "status"),
    [
        (lambda: sys.exit(3), 3),
        (lambda: sys.exit("said"), 1),
        (lambda: 1 / 0, 1),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), -signal.SIGTERM),
    ],
)
def test_copy_ends_with_the_status_of_its_work(work, status):
    copy = Copy("copy", work)

    copy.begin()

    assert copy.wait(10) == status


def test_copy_inherits_no_descriptor_and_ends_with_who_could_tell_it(tmp_path):
    told, tell = os.pipe()
    copy = Copy("copy", sys.exit)
    os.close(tell)
    closed, _, _ = select.select([told], [], [], 10)

    os.close(copy._tell)

    assert closed == [told]
    assert copy.wait(10) == 0


def test_process_with_other_threads_is_not_copied():
    ending = threading.Event()
    other = threading.Thread(target=ending.wait)
    other.start()
    child = Child("fold", [sys.executable, "manage.py", "reach_fold"], work=sys.exit)

    child.copy()
    ending.set()
    other.join()

    assert child.waiting is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how many threads there are")
def test_child_is_a_copy_first_and_a_process_of_its_own_when_it_is_started_again(tmp_path):
    begun = tmp_path / "begun"
    asked = [sys.executable, "-c", f"open({str(begun)!r}, 'w').write('loaded anew')"]
    said = subprocess.run(
        [sys.executable, "-c", COPIED, json.dumps(asked), str(begun)], cwd=ROOT / "site", capture_output=True, text=True
    )

    assert (said.stdout, said.stderr) == ("a copy, loaded anew", "")


COPIED = """
import json, sys
from pathlib import Path
from serving.web_server.supervisor import Child
command, begun = json.loads(sys.argv[1]), Path(sys.argv[2])
child = Child("fold", command, work=lambda: begun.write_text("a copy"))
child.copy()
said = []
for _time in range(2):
    child.start()
    child.process.wait()
    said.append(begun.read_text())
print(", ".join(said), end="")
"""
