"""The built demonstration in the place of the database of the tests, within the process that tests it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.live import LiveSite


@contextmanager
def connected(site: LiveSite) -> Iterator[None]:
    """Django is connected to the database of this site."""
    url = site.environment.get("DATABASE_URL")
    name = urlsplit(url).path.strip("/") if url else str(site.var / "db.sqlite3")
    before = connection.settings_dict["NAME"]
    _connect(name)
    try:
        yield
    finally:
        _connect(before)


def _connect(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # their numbers differ
