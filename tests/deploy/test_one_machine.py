"""The script for one machine: what it starts ends with it, and what it says is true."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.machine import keeper, servers
from deploy.machine.parts import PartError, free_ports
from tests.deploy.asking import ask
from tests.deploy.rehearsed import until
from tests.live import ROOT, alive

pytestmark = pytest.mark.processes

SCRIPT = ROOT / "deploy" / "one-machine"
STARTS = """
import json, signal, sys
from pathlib import Path
from deploy.machine import Machine
machine = Machine(Path(sys.argv[1]))
machine.start_servers()
print(json.dumps({name: part.process.pid for name, part in machine.parts.items()}), flush=True)
signal.pause()
"""


@pytest.fixture
def folder(tmp_path):
    yield tmp_path / "machine"
    shutil.rmtree(servers.database_folder(tmp_path / "machine"), ignore_errors=True)


def one_machine(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(SCRIPT), *arguments, "--folder", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


@pytest.mark.usefixtures("installed")
def test_nothing_outlives_a_keeper_that_is_killed(folder):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", STARTS, str(folder)]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    pids = json.loads(started.stdout.readline())

    lived = [alive(pid) for pid in pids.values()]
    started.kill()
    started.wait()
    started.stdout.close()

    assert (sorted(pids), lived) == (["database", "objects", "redis"], [True] * 3)
    until(lambda: not any(alive(pid) for pid in pids.values()), seconds=30)


def test_nothing_is_up_where_nothing_was_started(folder):
    told = one_machine(folder, "status")

    assert (told.returncode, told.stdout) == (3, f"Nothing is up in {folder}.\n")
    assert one_machine(folder, "down").stdout == "It is down.\n"


def test_folder_is_kept_by_one_alone(folder):
    with keeper.held(folder):
        told = one_machine(folder, "keep")

    assert (told.returncode, told.stderr) == (1, f"{folder} is in use by another machine: choose another --folder.\n")
    assert not keeper.is_kept(folder)


def test_program_that_is_not_installed_is_named_with_its_package(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(PartError, match="redis-server is not installed: on Debian, `apt-get install redis-server`"):
        servers.redis(Path(), 1)


@pytest.mark.usefixtures("installed")
def test_part_that_does_not_come_up_is_told_with_its_log(tmp_path):
    part = servers.redis(tmp_path, free_ports(1)[0])
    part.command += ["--no-such-option", "1"]
    part.start()

    with pytest.raises(PartError, match=r"redis has ended; .*redis.log ends with:\n[\s\S]*no-such-option"):
        part.wait()


def test_ports_are_all_different():
    assert len(set(free_ports(50))) == 50


@pytest.mark.rehearsal
@pytest.mark.usefixtures("installed")
@pytest.mark.skipif(os.environ.get("FAULTS") != "full", reason="FAULTS=full brings it up once more")
def test_script_brings_up_tells_and_takes_down(folder):
    up = one_machine(folder, "up")
    told = json.loads(keeper.note(folder).read_text())
    shown = ask(told["url"], "/fr/").status
    again, status = one_machine(folder, "up"), one_machine(folder, "status")
    os.kill(told["pid"], signal.SIGKILL)

    assert (up.returncode, shown, again.returncode, status.returncode) == (0, 200, 0, 0)
    assert again.stdout == f"It is up already.\n{status.stdout}"
    until(lambda: one_machine(folder, "status").returncode == 3, seconds=60)
    assert one_machine(folder, "down", "--forget").returncode == 0
    assert not folder.exists()
