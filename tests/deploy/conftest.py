"""The machine, once for all tests that rehearse on it."""

import pytest

from tests.deploy.rehearsed import Desk, bring_up


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
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
