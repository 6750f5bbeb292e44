"""Measures the demonstration on this machine and prints a table; `make bench`. Figures to compare, never a test.

Bytes are those of a first visit: the page and each style sheet and script that it names, as the server compresses them.
Speed is measured through the real server, pages in turn with `/healthz`, and told as a ratio: absolute figures depend on
the machine. Queries are counted with 3 and with 300 campaigns.
"""

import http.client
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.live import LiveSite

PATHS = ["/fr/", "/fr/campagnes/acheter-est-interdit/", "/ar/campagnes/acheter-est-interdit/", "/fr/vos-droits/"]
LIMIT = 40 * 1024  # bytes of the campaign page's first visit
ROUNDS = 150
COUNT_QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from django.utils import timezone
client = Client(HTTP_HOST="127.0.0.1")
path = "/fr/campagnes/acheter-est-interdit/"
def queries():
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
def grow(total):
    index = CampaignIndexPage.objects.get(locale__language_code="fr")
    for number in range(CampaignPage.objects.child_of(index).count(), total):
        campaign = Campaign.objects.create(name=f"bench {number}", audience="public", frame="norm", starts_at=timezone.now())
        index.add_child(instance=CampaignPage(title=f"bench {number}", slug=f"bench-{number}", statement="x", campaign=campaign))
        index.refresh_from_db()
grow(3); few = queries(); grow(300); print(few, queries())
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder))
        started = time.monotonic()
        site.run("demo", "--no-serve", "--port", str(site.port))
        built = time.monotonic() - started
        site.start("--no-worker")
        print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; demonstration built in {built:.0f} s\n")
        print(f"{'page':44}{'first visit':>14}{'ms, median':>12}{'x /healthz':>12}")
        for path in PATHS:
            page, base = timed(site, path)
            print(f"{path:44}{first_visit(site, path):>12,} B{page * 1000:>12.1f}{page / base:>12.1f}")
        site.stop()
        few, many = site.run("shell", "-v", "0", "-c", COUNT_QUERIES).stdout.split()
        print(f"\nqueries of the campaign page, uncached: {few} with 3 campaigns, {many} with 300")
        print(f"limit of a first visit to the campaign page: {LIMIT:,} B")


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
    return connection.getresponse().read()


def first_visit(site: LiveSite, path: str) -> int:
    """Bytes of the page, its styles and its scripts, compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    connection.request("GET", path)
    html = connection.getresponse().read().decode()
    assets = set(re.findall(r'(?:href|src|data-module)="(/static/[^"]+\.(?:css|js))"', html))
    return len(get(connection, path)) + sum(len(get(connection, asset)) for asset in assets)


def timed(site: LiveSite, path: str) -> tuple[float, float]:
    """Median seconds of the page and of `/healthz`, asked in turn so that both meet the same machine."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    taken: dict[str, list[float]] = {path: [], "/healthz": []}
    for round_number in range(ROUNDS):
        for asked, seconds in taken.items():
            started = time.perf_counter()
            get(connection, asked)
            if round_number >= ROUNDS // 10:
                seconds.append(time.perf_counter() - started)
    return statistics.median(taken[path]), statistics.median(taken["/healthz"])


if __name__ == "__main__":
    main()
