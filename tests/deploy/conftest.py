"""The machine, once for all tests that rehearse on it."""

import pytest

from deploy.machine.parts import PartError
from deploy.machine.servers import needed
from tests.deploy.rehearsed import Desk, bring_up
from tests.lacking import lacking

PROGRAMS = (
    ("nginx", "nginx-light", "usr/sbin/nginx"),
    ("redis-server", "redis-server"),
    ("initdb", "postgresql", "usr/lib/postgresql/*/bin/initdb"),
)


@pytest.fixture(scope="session")
def installed():
    """Skips where a program is missing, unless `REQUIRE_MACHINE` says that it must be there."""
    try:
        for program in PROGRAMS:
            needed(*program)
    except PartError as error:
        lacking(f"{error}.")


@pytest.fixture(scope="session")
def machine(installed, tmp_path_factory):
    machine = bring_up(tmp_path_factory.mktemp("machine"))
    with machine:
        yield machine


@pytest.fixture(scope="session")
def desks(machine):
    """By node."""
    desks = {node: Desk(machine, node) for node in ("web-a", "web-b")}
    yield desks
    for desk in desks.values():
        desk.close()


@pytest.fixture(scope="session")
def pages(desks) -> dict[str, dict]:
    """Four pages by path, made at the first node."""
    return desks["web-a"].ask("make", pages=4)
