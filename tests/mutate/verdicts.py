"""What the tests of a guard say of what is in place, and which of its lines each of them runs."""

import signal
import sys
import time
from collections import defaultdict
from itertools import pairwise

import pytest
from _pytest.runner import runtestprotocol

from tests.mutate.guards import GUARDS, ROOT
from tests.mutate.mutants import Mutant
from tests.mutate.outcomes import BROKEN, KILLED, SURVIVED

PATIENCE = 20  # seconds for a test, and five times what it takes
ERRORS = 5  # so many tests that end in something else than an assertion, and no more are tried
LINE, TOOL = sys.monitoring.events.LINE, 3


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

    def watch_no_more(self) -> None:
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)

    def runs(self, path: str, mutant: Mutant, place: str) -> bool:
        return any((path, line) in self.ran[place] for line in mutant.lines)


def _is_assertion(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return any(map(_is_assertion, error.exceptions))
    return isinstance(error, AssertionError | pytest.fail.Exception)
