"""What tests of reach share: a journal of their own."""

import shutil
import subprocess
import time
from datetime import UTC, datetime

import pytest
import redis
import time_machine

from reach.events import Event
from reach.journal import journal
from tests.live import free_port

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def node(settings, tmp_path):
    """The folder of this node's journal, with nothing in it."""
    settings.VAR_DIR = tmp_path
    settings.NODE_NAME = "node"
    yield journal.node_folder()
    journal.close()


def view(**fields) -> Event:
    return Event(**{"bucket": NOON, "kind": "view", "surface": "public"} | fields)


@pytest.fixture
def matomo(settings):
    settings.MATOMO_URL = "https://stats.example.org/matomo"
    settings.MATOMO_DOMAIN_PATH = "stats.example.org/matomo"
    settings.MATOMO_SITE_ID = 7


@pytest.fixture
def time_machine_now():
    """A moment that stands still; in seconds since 1970."""
    with time_machine.travel(NOON, tick=False):
        yield NOON.timestamp()


@pytest.fixture
def redis_url(tmp_path):
    """A Redis of the test's own."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("redis-server was not found")
    port = free_port()
    command = [server, "--port", str(port), "--dir", str(tmp_path), "--save", "", "--bind", "127.0.0.1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    with redis.Redis.from_url(url) as client:
        wait_for(client)
    yield url
    process.terminate()
    process.wait(timeout=20)


def wait_for(client: redis.Redis) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            client.ping()
            return
        except redis.ConnectionError:
            assert time.monotonic() < deadline, "Redis does not answer"
            time.sleep(0.05)
