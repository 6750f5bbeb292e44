"""Two web processes of one node: what another process changes, both show at once."""

import contextlib
import http.client
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live import ROOT, LiveSite, fresh_database

pytestmark = pytest.mark.processes

PATH = "/fr/campagnes/la-loi/"
ENVIRONMENT = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "127.0.0.1", "BASE_URL": "http://127.0.0.1", "HTTPS": "off"}
# A process beside the web processes, which makes the page and then does what it reads, a change a line.
BESIDE = """
import sys
from django.db import connection
from campaigns.plan.models import CampaignPage
from home.models import HomePage
from tests import factories
from tests.factories import go_live

factories.campaign_page(factories.campaign_index(HomePage.objects.get()), slug="la-loi")
print("made", flush=True)
for line in sys.stdin:
    pages = CampaignPage.objects.all()
    page = pages.get()
    exec(line)
    print("done", flush=True)
"""
# In this order: each leaves the page as the next one expects it.
CHANGES = {
    "queryset": ('pages.update(statement="Par une requête.")', "Par une requête."),
    "publish": ('page.statement = "Publié."; go_live(page)', "Publié."),
    "sql": (
        "connection.cursor().execute(\"UPDATE plan_campaignpage SET statement = 'En SQL.' WHERE page_ptr_id = %s\", [page.pk])",
        "En SQL.",
    ),
    "unpublish": ("page.unpublish()", None),
    "publish again": ("go_live(page)", "En SQL."),
}


@pytest.fixture
def site(tmp_path):
    site = LiveSite(tmp_path, ENVIRONMENT | fresh_database())
    return site.prepare()


@pytest.fixture
def change(site):
    """Let another process change the page; returns once it has."""
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", BESIDE]
    with (
        (site.var / "beside.log").open("w+") as log,
        subprocess.Popen(
            command,
            env=site.variables(),
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as beside,
    ):

        def tell(line: str) -> None:
            beside.stdin.write(line + "\n")
            beside.stdin.flush()
            assert beside.stdout.readline() == "done\n", (site.var / "beside.log").read_text()

        assert beside.stdout.readline() == "made\n", (site.var / "beside.log").read_text()
        yield tell


@pytest.fixture
def workers(site, change) -> list[int]:
    site.start("--no-worker", "--workers", "2")
    yield workers_of(site)
    site.stop()


def connection_to(worker: int, site: LiveSite) -> http.client.HTTPConnection:
    """The system gives each connection to one of the workers: try until it is this one."""
    for _attempt in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.request("GET", "/robots.txt")
        connection.getresponse().read()
        if inode(site.port, connection.sock.getsockname()[1]) in sockets(worker):
            return connection
        connection.close()
    raise AssertionError(f"worker {worker} takes no connection")


def inode(port: int, client: int) -> str:
    """That of the server's end of a connection, as the system lists it."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return next(row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[2].endswith(f":{client:04X}"))


def sockets(pid: int) -> set[str]:
    found = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it was closed meanwhile
            found.add(str(entry.readlink()).removeprefix("socket:[").rstrip("]"))
    return found


def statement(worker: int, site: LiveSite) -> str | None:
    """What the page says in large letters; None where it is gone."""
    with contextlib.closing(connection_to(worker, site)) as connection:
        connection.request("GET", PATH)
        answer = connection.getresponse()
        html = answer.read().decode()
    if answer.status == 404:
        return None
    (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", title).strip()


def workers_of(site: LiveSite) -> list[int]:
    server = site.children()["granian"]
    return [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads from Linux which worker answers")
def test_change_of_another_process_is_shown_by_both_workers_at_once(site, change, workers):
    before = [statement(worker, site) for worker in workers for _visit in range(2)]
    shown = {}

    for name, (line, _expected) in CHANGES.items():
        change(line)
        shown[name] = [statement(worker, site) for worker in workers]

    assert len(workers) == 2
    assert len(set(before)) == 1
    assert shown == {name: [expected] * 2 for name, (_line, expected) in CHANGES.items()}
