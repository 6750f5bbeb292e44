"""A small real site on servers of a test's own, served by one node or by several, and somebody of the team who works in it."""

import http.client
import json
import os
import shutil
import urllib.parse
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests import migrated
from tests.faults.servers import Cluster, wait_until
from tests.live import LiveSite, share_static
from tests.outreach.living import SETTINGS

BUILD = """
import json
from django.contrib.auth import get_user_model
from django.test import Client
from campaigns.plan.models import Channel, TrackedLink
from home.models import HomePage
from tests import factories

factories.helpline("Une écoute", audiences=("public",), number="3919")
home = HomePage.objects.get()
page = factories.standard_page(home, slug="la-loi", title="La loi")
for number in range(3):
    factories.standard_page(page, slug=f"partie-{number}", title=f"Partie {number}")
factories.standard_page(home, slug="aide", title="Aide")
campaign = factories.campaign()
channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
TrackedLink.objects.create(campaign=campaign, channel=channel, page=page, code="abc234")
user = get_user_model().objects.create_superuser("root", "root@example.org", "a long enough password")
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(user)
print(json.dumps({"page": page.pk, "session": client.cookies["sessionid"].value}))
"""
CSRF = "c" * 32


def fill(cluster: Cluster, name: str) -> bool:
    """A migrated database of this name, of which no test has made anything; False where the suite is not on PostgreSQL, and it is empty."""
    with cluster.connect() as server:
        server.execute(f"CREATE DATABASE {name}")
    if connection.vendor != "postgresql":
        return False
    cluster.copy(urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{migrated.name()}")), name)
    return True


def build(var: Path, environment: dict[str, str], migrated: bool = False, more: str = "") -> tuple[LiveSite, dict]:
    """The site, and what was told of it; `more` is done in the same process, and tells an object of its own on the last line."""
    site = LiveSite(var, SETTINGS | {"REQUIRE_SECOND_FACTOR": "off"} | environment)
    share_static(var)
    if not migrated:
        site.run("migrate", "-v", "0")
    done = site.run("shell", "-v", "0", "-c", BUILD + more, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = done.stdout.splitlines()
    return site, json.loads(told[0]) | json.loads(told[-1])


def beside(site: LiveSite, var: Path, **environment: str) -> LiveSite:
    """Another node of the same site, on lines of its own."""
    shutil.copytree(site.var / "static", var / "static")
    return LiveSite(var, site.environment | environment)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


def ask(site: LiveSite, path: str, data: dict | None = None, files: dict | None = None, **headers: str) -> Answer:
    """One request, which waits as long as it takes; a form is sent as a browser does."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=300)
    body = None
    if files:
        mark = uuid.uuid4().hex
        headers["Content-Type"] = f"multipart/form-data; boundary={mark}"
        body = _parts(mark, data or {}, files)
    elif data is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(data).encode()
    connection.request("GET" if body is None else "POST", path, body, headers)
    response = connection.getresponse()
    answer = Answer(
        response.status,
        {name.lower(): value for name, value in response.getheaders()},
        response.read().decode(errors="replace"),
    )
    connection.close()
    return answer


def _parts(mark: str, data: dict, files: dict) -> bytes:
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, (filename, content) in files.items():
        about = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: text/plain'
        parts.append(f"--{mark}\r\n{about}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode()


@dataclass
class Team:
    """Somebody who may do everything."""

    session: str

    def get(self, site: LiveSite, path: str) -> Answer:
        return ask(site, path, Cookie=f"sessionid={self.session}", Accept="text/html")

    def post(self, site: LiveSite, path: str, files: dict | None = None, **data) -> Answer:
        cookies = f"sessionid={self.session}; csrftoken={CSRF}"
        return ask(site, path, {"csrfmiddlewaretoken": CSRF} | data, files, Cookie=cookies, Accept="text/html")


def warm(site: LiveSite, *paths: str) -> dict[str, str]:
    """Pages that the one web process of a node has ready from now on."""
    found = {}
    for path in paths:
        answer = wait_until(lambda path=path: (one := ask(site, path)).status == 200 and one)
        found[path] = answer.text
    return found
