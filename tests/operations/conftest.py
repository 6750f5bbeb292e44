"""What tests of backups share: a site that is small, and one that is empty, on SQLite and on PostgreSQL."""

import pytest

from tests.faults.rig import postgres_database
from tests.operations.rig import BackupRig


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def make_rig(kind, tmp_path):
    """Makes a rig with a folder and an empty database of its own."""
    open_databases = []

    def make(name: str, **extra: str) -> BackupRig:
        url = ""
        if kind == "postgresql":
            database = postgres_database()
            url = database.__enter__()
            open_databases.append(database)
        (tmp_path / name).mkdir()
        return BackupRig(tmp_path / name, url, extra=extra)

    yield make
    for database in open_databases:
        database.__exit__(None, None, None)


@pytest.fixture
def small(make_rig) -> BackupRig:
    return make_rig("small").fill()


@pytest.fixture
def empty(make_rig) -> BackupRig:
    return make_rig("empty")
