"""The trials of one guard: `python -m tests.mutate.trials <guard> <file for the outcomes>`, in a process of their own.

Everything is imported once, and the database made. A mutant is tried in a fork, by the tests that run its line, those first
that have killed most; one that cannot be put in place there (`swap`) in a new process, which imports it (`--fresh`).
"""

import argparse
import ast
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from tests.mutate.guards import GUARDS, ROOT
from tests.mutate.mutants import Mutant
from tests.mutate.outcomes import BROKEN, KILLED, SURVIVED
from tests.mutate.swap import Imported, Overlay, name_of

CONTROL = -1
PATIENCE = 20  # seconds for a test, and five times what it takes
ERRORS = 5  # so many tests that end in something else than an assertion, and no more are tried
LINE, TOOL = sys.monitoring.events.LINE, 3
OPTIONS = (
    "-p",
    "no:cacheprovider",
    "-o",
    "addopts=",
    "--import-mode=importlib",
    "-q",
    "-m",
    "not serial and not browser",
)


class Tests:
    """A plugin: runs single tests, and keeps what they raised and which lines of the guard they ran."""

    def __init__(self, guard: str):
        self.guard = GUARDS[guard]
        self.name, self.paths = guard, (*GUARDS[guard].modules, *GUARDS[guard].tables)
        self.files = {str(ROOT / path): path for path in self.paths}
        self.raised: list[BaseException] = []
        self.place = "import"  # a test, or the file of tests for whose fixtures a line is run
        self.ran: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call):
        report = yield
        if report.failed:
            self.raised.append(call.excinfo.value)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        place = self.place
        if fixturedef.scope != "function":
            self.place = place.partition("::")[0]
        try:
            return (yield)
        finally:
            self.place = place

    def run(self, item, following) -> list[BaseException]:
        from _pytest.runner import runtestprotocol

        self.raised, self.place, started = [], item.nodeid, time.monotonic()
        runtestprotocol(item, log=False, nextitem=following)
        self.seconds[item.nodeid] = time.monotonic() - started
        return self.raised

    def verdict(self, items: list) -> tuple[str, str]:
        """What tests say of what is in place: (killed, by which) where an assertion failed, (broken, what was raised), or survived."""
        errors: list[str] = []
        for item, following in pairwise([*items, items[0].session]):
            signal.alarm(int(PATIENCE + 5 * self.seconds.get(item.nodeid, 3600)))  # nobody handles it: the process ends
            for error in self.run(item, following):
                if _is_assertion(error):
                    return KILLED, item.nodeid
                errors.append(type(error).__name__)
            if len(errors) >= ERRORS:
                break
        return (BROKEN, errors[0]) if errors else (SURVIVED, "")

    def note(self, code, line: int):
        path = self.files.get(code.co_filename)
        if path is None:
            return sys.monitoring.DISABLE
        self.ran[self.place].add((path, line))
        return None

    def watch(self) -> None:
        """Every line of the guard that is run from now on."""
        sys.monitoring.use_tool_id(TOOL, "mutate")
        sys.monitoring.register_callback(TOOL, LINE, self.note)
        sys.monitoring.set_events(TOOL, LINE)

    def runs(self, path: str, mutant: Mutant, place: str) -> bool:
        return any((path, line) in self.ran[place] for line in mutant.lines)


class Trials(Tests):
    """The plugin that tries every mutant of a guard."""

    def __init__(self, guard: str, outcomes: Path):
        super().__init__(guard)
        self.path, self.outcomes, self.kills = outcomes, [], Counter()

    def pytest_runtestloop(self, session) -> bool:
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)
        self.items = session.items
        self.modules = {path: Imported(path) for path in self.paths}
        self.run(next((one for one in self.items if "db" in one.fixturenames), self.items[0]), session)
        self._close()
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
            command = [
                sys.executable,
                "-m",
                "tests.mutate.trials",
                self.name,
                str(to),
                "--fresh",
                str(number),
                str(order),
            ]
            seconds = 120 + 10 * sum(self.seconds.values())
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    command, cwd=ROOT, env=_environment(folder), capture_output=True, check=False, timeout=seconds
                )
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

    def _close(self) -> None:
        """No connection is shared with a fork."""
        from django.db import connections

        connections.close_all()


class Fresh(Tests):
    """The plugin of a process that has imported one mutant."""

    def __init__(self, guard: str, verdict: Path, order: list[str]):
        super().__init__(guard)
        self.path, self.order = verdict, order

    def pytest_runtestloop(self, session) -> bool:
        items = {one.nodeid: one for one in session.items}
        self.path.write_text(json.dumps(self.verdict([items[name] for name in self.order if name in items])))
        return True


def _is_assertion(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return any(map(_is_assertion, error.exceptions))
    return isinstance(error, AssertionError | pytest.fail.Exception)


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


def _environment(folder: str) -> dict[str, str]:
    """Each process has a folder of its own for what the site writes, and leaves no bytecode of a mutant."""
    var = Path(folder) / "var"
    var.mkdir(exist_ok=True)
    return os.environ | {"VAR_DIR": str(var), "HYPOTHESIS_STORAGE_DIRECTORY": str(var), "PYTHONDONTWRITEBYTECODE": "1"}


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
