"""The supervisor, and the copies of itself that it starts."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from subprocess import TimeoutExpired

import pytest

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


def test_others_are_started_once_the_site_answers(handlers):
    asked = []
    waits = [sys.executable, "-c", "import signal; signal.pause()"]
    web, worker = Child("web", waits, essential=True), Child("worker", waits)

    def answers() -> bool:
        asked.append(worker.process is None)
        return len(asked) > 3

    supervised = Supervisor([web, worker], answers)
    threading.Thread(target=stop_after, args=(supervised, worker), daemon=True).start()
    status = supervised.run()

    assert (status, asked) == (0, [True] * 4)
    assert [child.process.poll() is None for child in (web, worker)] == [False, False]


def stop_after(supervised: Supervisor, child: Child) -> None:
    while child.process is None:
        time.sleep(0.01)
    supervised.stopping.set()


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
