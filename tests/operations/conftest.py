"""What tests of backups share: a site that is small, and one that is empty, on SQLite and on PostgreSQL."""

import shutil
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.faults.rig import postgres_database
from tests.operations.rig import BackupRig


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """{kind: a small site, made once, which each test copies}."""
    made: dict[str, BackupRig] = {}
    with ExitStack() as stack:

        def of(kind: str) -> BackupRig:
            if kind not in made:
                url = stack.enter_context(postgres_database()) if kind == "postgresql" else ""
                made[kind] = BackupRig(tmp_path_factory.mktemp(kind), url).fill()
            return made[kind]

        yield of


@pytest.fixture
def make_rig(kind, tmp_path):
    """Makes a rig with a folder and a database of its own: empty, or a copy of another."""
    with ExitStack() as stack:

        def make(name: str, of: BackupRig | None = None) -> BackupRig:
            template = urlsplit(of.database_url).path.strip("/") if of else ""
            url = stack.enter_context(postgres_database(template)) if kind == "postgresql" else ""
            var = tmp_path / name
            if of:
                shutil.copytree(of.var, var)
            else:
                var.mkdir()
            return BackupRig(var, url)

        yield make


@pytest.fixture
def small(make_rig, filled, kind) -> BackupRig:
    return make_rig("small", of=filled(kind))


@pytest.fixture
def empty(make_rig) -> BackupRig:
    return make_rig("empty")
