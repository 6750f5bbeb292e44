"""What tests of operating share: a site that is served, and for backups one that is small and one that is empty, on both databases."""

import shutil
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.faults.rig import postgres_database
from tests.live import free_port, fresh_database
from tests.operations import small_site
from tests.operations.rig import BackupRig
from tests.operations.small_site import SmallSite


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


DOWNLOAD = b"x" * 3_000_000


@pytest.fixture(scope="package")
def served(request, django_db_setup, django_db_blocker, tmp_path_factory) -> SmallSite:
    """For tests that are marked with `django_db`: its database is a copy of theirs."""
    environment = {
        "PAGE_CACHE_MB": "8",
        "METRICS_PORT": str(free_port()),
        "LOG_FORMAT": "json",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    with django_db_blocker.unblock():
        site = small_site.make(tmp_path_factory.mktemp("served") / "var", **environment, **fresh_database())
    site.show(DOWNLOAD)
    site.start("--workers", "2", "--drain", "2")
    site.wait_until(lambda: {"db_worker", "scheduler", "reach_fold", "metrics"} <= site.children().keys(), 90)
    yield site
    if site.process.poll() is None:
        site.stop()
