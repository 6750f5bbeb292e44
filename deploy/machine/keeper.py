"""`up`, `down` and `status` of a machine: one process keeps it, and all its parts end with that one."""

import argparse
import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from deploy.machine.machine import Machine
from deploy.machine.nodes import ROOT
from deploy.machine.parts import PartError

SCRIPT = ROOT / "deploy" / "one-machine"
PATIENCE = 900  # seconds: the first start migrates an empty database


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="deploy/one-machine", description=sys.modules["deploy.machine"].__doc__)
    parser.add_argument("do", choices=["up", "down", "status", "keep"], help="`keep` is `up` in the foreground")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "one-machine")
    parser.add_argument("--forget", action="store_true", help="`down` removes the folder and the database, too")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve()
    match given.do:
        case "up":
            return up(folder)
        case "keep":
            return keep(folder)
        case "down":
            return down(folder, forget=given.forget)
        case _:
            return status(folder)


def up(folder: Path) -> int:
    if is_kept(folder):
        print("It is up already.")
        return status(folder)
    folder.mkdir(parents=True, exist_ok=True)
    note(folder).unlink(missing_ok=True)
    with (folder / "keeper.log").open("wb") as log:
        command = [sys.executable, str(SCRIPT), "keep", "--folder", str(folder)]
        keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    deadline = time.monotonic() + PATIENCE
    while not note(folder).exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            keeper.terminate()
            print((folder / "keeper.log").read_text()[-3000:], file=sys.stderr)
            return 1
        time.sleep(0.2)
    return status(folder)


def keep(folder: Path) -> int:
    """Until a signal comes, or a part ends."""
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(signum, lambda *_: sys.exit(0))
    with held(folder), contextlib.suppress(KeyboardInterrupt):
        machine = Machine(folder)
        try:
            machine.up()
            write(folder, machine)
            while all(part.is_running for part in machine.parts.values()):
                time.sleep(0.5)
            print("a part has ended:", machine.states(), file=sys.stderr, flush=True)
        except PartError as error:
            print(error, file=sys.stderr)
        finally:
            machine.down()
            note(folder).unlink(missing_ok=True)
    return 1


def down(folder: Path, *, forget: bool) -> int:
    if is_kept(folder) and note(folder).exists():
        os.kill(json.loads(note(folder).read_text())["pid"], signal.SIGTERM)
    deadline = time.monotonic() + 120
    while is_kept(folder):
        if time.monotonic() > deadline:
            print(f"{folder} is still in use: it comes up, or does not end.", file=sys.stderr)
            return 1
        time.sleep(0.1)
    if forget and folder.exists():
        Machine(folder).forget()
    print("It is down.")
    return 0


def status(folder: Path) -> int:
    if not is_kept(folder) or not note(folder).exists():
        print(f"Nothing is up in {folder}.")
        return 3
    told = json.loads(note(folder).read_text())
    print(f"{told['url']}/ leads through nginx to both web nodes; all under {folder}, kept by process {told['pid']}.")
    for name, address in told["addresses"].items():
        print(f"  {name:9} {address}")
    return 0


def note(folder: Path) -> Path:
    return folder / "machine.json"


def write(folder: Path, machine: Machine) -> None:
    told = {"url": machine.url, "pid": os.getpid(), "addresses": {name: machine.url_of(name) for name in machine.parts}}
    part = note(folder).with_suffix(".part")
    part.write_text(json.dumps(told))
    part.replace(note(folder))


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """The system lets the lock go with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"{folder} is in use by another machine: choose another --folder.") from None
        yield


def is_kept(folder: Path) -> bool:
    if not (folder / "lock").exists():
        return False
    with (folder / "lock").open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
