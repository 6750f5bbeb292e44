"""One small site for all tests that ask a real one: served with its worker, its metrics, and a log of JSON."""

import pytest

from tests.live import free_port
from tests.operations import small_site
from tests.operations.small_site import SmallSite

DOWNLOAD = b"x" * 3_000_000


@pytest.fixture(scope="package")
def served(request, django_db_setup, django_db_blocker, tmp_path_factory) -> SmallSite:
    """For tests that are marked with `django_db`: its database is a copy of theirs."""
    environment = {"PAGE_CACHE_MB": "8", "METRICS_PORT": str(free_port()), "LOG_FORMAT": "json", "BEHIND_PROXY": "on"}
    with django_db_blocker.unblock():
        site = small_site.make(tmp_path_factory.mktemp("served") / "var", **environment)
    folder = site.var / "media" / "kits"
    folder.mkdir(parents=True)
    (folder / "kit.zip").write_bytes(DOWNLOAD)
    site.start("--workers", "2", "--drain", "2")
    site.wait_until(lambda: {"db_worker", "scheduler", "reach_fold", "metrics"} <= site.children().keys(), 90)
    yield site
    if site.process.poll() is None:
        site.stop()
