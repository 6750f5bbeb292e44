"""What tests of faults share."""

import pytest

from tests.faults.rig import Rig, postgres_database
from tests.reach.conftest import node  # noqa: F401 (a fixture)


@pytest.fixture
def rig(tmp_path) -> Rig:
    """On SQLite."""
    return Rig(tmp_path).make_tables()


@pytest.fixture
def postgres_rig(tmp_path):
    with postgres_database() as url:
        yield Rig(tmp_path, url).make_tables()


@pytest.fixture(params=["rig", "postgres_rig"], ids=["sqlite", "postgresql"])
def each_rig(request) -> Rig:
    """On SQLite, then on PostgreSQL."""
    return request.getfixturevalue(request.param)
