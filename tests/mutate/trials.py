"""The trials of one guard: `python -m tests.mutate.trials <guard> <file for the outcomes>`, in a process of their own.

Everything is imported once, and the database made. A mutant is tried in a fork, by the tests that run its line, those first
that have killed most; one that cannot be put in place there (`swap`) in a new process, which imports it (`--fresh`).
"""

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connections

from tests.mutate.guards import GUARDS, ROOT
from tests.mutate.mutants import Mutant
from tests.mutate.outcomes import BROKEN, KILLED, SURVIVED
from tests.mutate.swap import Imported, Overlay, name_of
from tests.mutate.verdicts import Tests

CONTROL = -1
WHICH = "not serial and not browser"
OPTIONS = ("-p", "no:cacheprovider", "-o", "addopts=", "--import-mode=importlib", "-q", "-m", WHICH)


class Trials(Tests):
    """The plugin that tries every mutant of a guard."""

    def __init__(self, guard: str, outcomes: Path):
        super().__init__(guard)
        self.path, self.kills = outcomes, Counter()

    def pytest_runtestloop(self, session) -> bool:
        self.watch_no_more()
        if session.testsfailed:
            return True  # something could not be collected: without a control nothing counts
        self.items = session.items
        self.modules = {path: Imported(path) for path in self.paths}
        self.run(next((one for one in self.items if "db" in one.fixturenames), self.items[0]), session)
        connections.close_all()  # none is shared with a fork
        control = _forked(self._control)
        if control is None:
            return True
        self.ran |= {place: {(path, line) for path, line in lines} for place, lines in control["ran"].items()}
        self.seconds = control["seconds"]
        self._say(control=control["verdict"])
        if control["verdict"][0] == SURVIVED:
            self._try_all()
        return True

    def _control(self) -> dict:
        for module in self.modules.values():
            _put(module.again())
        self.watch()
        verdict = self.verdict(self.items)
        ran = {place: sorted(lines) for place, lines in self.ran.items()}
        return {"verdict": verdict, "ran": ran, "seconds": self.seconds}

    def _try_all(self) -> None:
        fresh = []
        for number, (path, mutant) in enumerate(self.guard.mutants()):
            swaps = self.modules[path].swaps(mutant.tree)
            is_constant = bool(swaps) and swaps[0][1] != "__code__"
            if swaps is None or (not is_constant and self.runs(path, mutant, "import")):
                fresh.append((number, path, mutant))
                continue
            tests = [one for one in self.items if is_constant or self._notices(one, path, mutant)]
            self._keep(path, mutant, self._in_fork(swaps, self._ordered(tests)))
        if fresh:
            self._say(control=self._in_process(CONTROL))
        for number, path, mutant in fresh:
            self._keep(path, mutant, self._in_process(number))

    def _notices(self, item, path: str, mutant: Mutant) -> bool:
        return any(self.runs(path, mutant, place) for place in (item.nodeid, item.nodeid.partition("::")[0]))

    def _ordered(self, items: list) -> list:
        return sorted(items, key=lambda one: (-self.kills[one.nodeid], self.seconds[one.nodeid]))

    def _in_fork(self, swaps: list, items: list) -> tuple[str, str]:
        if not items:
            return SURVIVED, "no test runs it"

        def trial():
            _put(swaps)
            return self.verdict(items)

        found = _forked(trial)
        return tuple(found) if found else (BROKEN, "no end")

    def _in_process(self, number: int) -> tuple[str, str]:
        with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
            to, order = Path(folder) / "verdict.json", Path(folder) / "order.json"
            order.write_text(json.dumps([one.nodeid for one in self._ordered(self.items)]))
            asked = (self.name, str(to), "--fresh", str(number), str(order))
            with suppress(subprocess.TimeoutExpired):
                process(*asked, folder=folder, timeout=120 + 10 * sum(self.seconds.values()))
            return tuple(json.loads(to.read_text())) if to.exists() else (BROKEN, "not imported")

    def _keep(self, path: str, mutant: Mutant, verdict: tuple[str, str]) -> None:
        outcome, why = verdict
        if outcome == KILLED:
            self.kills[why] += 1
        text = (ROOT / path).read_text().splitlines()[mutant.line - 1].strip()
        self._say(module=path, line=mutant.line, text=text, change=mutant.change, outcome=outcome, why=why)

    def _say(self, **said) -> None:
        with self.path.open("a") as file:
            file.write(json.dumps(said) + "\n")


class Fresh(Tests):
    """The plugin of a process that has imported one mutant."""

    def __init__(self, guard: str, verdict: Path, order: list[str]):
        super().__init__(guard)
        self.path, self.order = verdict, order

    def pytest_runtestloop(self, session) -> bool:
        if session.testsfailed:
            return True  # no verdict: it broke an import
        items = {one.nodeid: one for one in session.items}
        self.path.write_text(json.dumps(self.verdict([items[name] for name in self.order if name in items])))
        return True


def _put(swaps: list) -> None:
    for holder, name, value in swaps:
        setattr(holder, name, value)


def _forked(work: Callable):
    """What the work returns in a fork of this process; None where it ended without."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException), os.fdopen(writing, "w") as file:
            file.write(json.dumps(work()))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = file.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def process(*asked: str, folder: str, timeout: float | None = None) -> subprocess.CompletedProcess:
    """Another such process, with a folder of its own for what the site writes; it leaves no bytecode of a mutant."""
    var = Path(folder) / "var"
    var.mkdir()
    where = {"VAR_DIR": str(var), "HYPOTHESIS_STORAGE_DIRECTORY": str(var), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.mutate.trials", *asked]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | where, capture_output=True, text=True, check=False, timeout=timeout
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guard")
    parser.add_argument("to", type=Path)
    parser.add_argument("--fresh", nargs=2, metavar=("NUMBER", "ORDER"))
    asked = parser.parse_args()
    if asked.fresh:
        number, order = int(asked.fresh[0]), json.loads(Path(asked.fresh[1]).read_text())
        path, mutant = GUARDS[asked.guard].mutants()[max(number, 0)]
        tree = mutant.tree if number != CONTROL else ast.parse((ROOT / path).read_text())
        sys.meta_path.insert(0, Overlay(name_of(path), tree))
        plugin = Fresh(asked.guard, asked.to, order)
    else:
        plugin = Trials(asked.guard, asked.to)
        plugin.watch()
    pytest.main([*OPTIONS, *(f"tests/{one}" for one in GUARDS[asked.guard].tests)], plugins=[plugin])


if __name__ == "__main__":
    main()
