"""The tiers of the suite, and what helps whoever runs it: an order of modules by chance, and how to run one test alone.

`make quick` runs what happens in one process. A test that starts another says so with the mark `processes`; one that does so without
saying it fails.
"""

import gc
import os
import random
import shlex
import subprocess
import sys
from itertools import groupby

import pytest

STARTING = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec")
BUILT = "built_site"
STARTED_BY = {BUILT, "read_codes", "checked_by_qpdf", "converted"}  # fixtures
ELSEWHERE = ("processes", "browser", "rehearsal")

_watched: list[pytest.Item] = []


def pytest_addoption(parser):
    parser.addoption(
        "--shuffle", metavar="SEED", help="run the modules in an order by chance, the same for the same seed"
    )


def pytest_collection_modifyitems(config, items):
    for item in items:
        if STARTED_BY.intersection(item.fixturenames):
            item.add_marker("processes")
        if "db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if seed := config.getoption("shuffle"):
        modules = [list(tests) for _path, tests in groupby(items, key=lambda item: item.path)]
        random.Random(seed).shuffle(modules)
        items[:] = [item for tests in modules for item in tests]
    waiting = {item.path for item in items if BUILT in item.fixturenames}
    items.sort(key=lambda item: item.path in waiting)


def pytest_collection_finish(session):
    """The demonstration is built while the tests that do without it run: a fixture that comes before it is there waits.

    What was imported by now stays: to look through it for garbage again and again is a tenth of a run.
    """
    first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    if first and not session.config.option.collectonly and any(BUILT in item.fixturenames for item in session.items):
        subprocess.Popen([sys.executable, "-m", "tests.live"])
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    if not any(map(item.get_closest_marker, ELSEWHERE)):
        _watched.append(item)
    done = yield
    _watched.clear()
    return done


def _watch(event: str, _arguments: tuple) -> None:
    if event in STARTING and _watched:
        pytest.fail("It starts a process: mark it with pytest.mark.processes, so that `make quick` leaves it out.")


sys.addaudithook(_watch)


def pytest_terminal_summary(terminalreporter, config):
    failed = terminalreporter.stats.get("failed", []) + terminalreporter.stats.get("error", [])
    if failed:
        database = os.environ.get("DATABASE_URL")
        before = f"DATABASE_URL={shlex.quote(database)} " if database else ""
        terminalreporter.section("to run one of them alone")
        for nodeid in dict.fromkeys(report.nodeid for report in failed):
            terminalreporter.line(f"{before}uv run --locked pytest {shlex.quote(nodeid)}")
