"""The machine of deploy/ for tests, with a database that is migrated once for all runs, and desks at its nodes."""

import fcntl
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.machine import Machine, servers
from tests import live

BUILT = live.ROOT / "var" / "tests"


class Desk:
    """Where the team works: a process of one node."""

    def __init__(self, machine: Machine, node: str):
        command = [sys.executable, "-m", "tests.deploy.acts"]
        environment = machine.environment_of(node) | {"PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(
            command, env=environment, cwd=live.ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, act: str, **said: Any) -> Any:
        """Return once it is done; RuntimeError where it failed."""
        print(json.dumps({"act": act} | said), file=self.process.stdin, flush=True)
        told = json.loads(self.process.stdout.readline() or '{"error": "it has ended"}')
        if "error" in told:
            raise RuntimeError(f"{act}: {told['error']}")
        return told["told"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def bring_up(folder: Path) -> Machine:
    """As `Machine.up`, but what is made of the sources alone is made once."""
    machine = Machine(folder)
    try:
        machine.start_servers()
        kept = BUILT / f"machine-{live._digest_of_sources()}"
        BUILT.mkdir(parents=True, exist_ok=True)
        with (BUILT / "machine.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (kept / "site.dump").exists():
                take(machine, kept)
            else:
                machine.prepare()
                keep(machine, kept)
        machine.start_nodes()
    except BaseException:
        machine.down()
        machine.forget()
        raise
    return machine


def keep(machine: Machine, kept: Path) -> None:
    for old in BUILT.glob("machine-*"):
        shutil.rmtree(old)
    kept.mkdir(parents=True)
    shutil.copytree(machine.folder / "commands" / "static", kept / "static")
    run("pg_dump", "--format=custom", f"--file={kept / 'part'}", servers.database_url(machine.ports["database"]))
    (kept / "part").rename(kept / "site.dump")


def take(machine: Machine, kept: Path) -> None:
    shutil.copytree(kept / "static", machine.folder / "commands" / "static")
    run("pg_restore", f"--dbname={servers.database_url(machine.ports['database'])}", str(kept / "site.dump"))
    machine.manage("storage", "--create")


def run(program: str, *arguments: str) -> None:
    path = servers.needed(program, "postgresql", f"usr/lib/postgresql/*/bin/{program}")
    subprocess.run([path, *arguments], check=True)


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """What a condition returns once it is true; AssertionError with the last it returned where it does not come true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not in time: {condition.__doc__ or condition}: {found!r}"
        time.sleep(0.05)
    return found
