"""A small real site in processes of its own, for what only a server can be asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live import LiveSite, fresh_database

ENVIRONMENT = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "http://127.0.0.1",
    "HTTPS": "off",
    "NODE_NAME": "node",
}
BUILD = """
from core.models import Operator
from home.models import HomePage
from tests import factories
home = HomePage.objects.get()
Operator.objects.create(site=home.get_site(), contact_email="a@example.org")
factories.standard_page(home, slug="page")
factories.search_page(home)
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory, django_db_setup):
    """Served by one process."""
    with small_site(tmp_path_factory.mktemp("served")) as site:
        yield site


@contextmanager
def small_site(var: Path, **environment: str) -> Iterator[LiveSite]:
    site = LiveSite(var, ENVIRONMENT | environment | fresh_database()).prepare()
    site.run("shell", "-v", "0", "-c", BUILD)
    site.start("--no-worker")
    yield site
    site.stop()
