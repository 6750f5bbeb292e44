"""Measures the demonstration on this machine and prints a table; `make bench`. Figures to compare, never a test.

Bytes are those of a first visit: the page and each style sheet and script that it names, as the server compresses them.
Speed is measured through the real server, pages in turn with `/robots.txt`, and told as a ratio: absolute figures depend on
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
        campaign = Campaign.objects.create(name=f"bench {number}", audience="public", frame="norm", starts_at=timezone.now(), launched_at=timezone.now())
        made = CampaignPage(title=f"bench {number}", slug=f"bench-{number}", statement="x", campaign=campaign, live=False)
        index.add_child(instance=made)
        index.refresh_from_db()
    # As if each had been signed off: what is measured is reading.
    CampaignPage.objects.update(live=True)
grow(3); few = queries(); grow(300); print(few, queries())
"""

BOARD = """
import time, uuid
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page
from wagtail_localize.models import *
from editorial.models import TranslatedFrom
home = Page.objects.get(depth=2, locale=Locale.get_default())
kind, now = home.get_children().last().content_type, timezone.now()
homes = {page.locale_id: page for page in Page.objects.filter(depth=2)}
keys = [uuid.uuid4() for _ in range(1000)]
pages = []
for locale, parent in homes.items():
    for number, key in enumerate(keys):
        path = parent.path + Page._int2str(500 + number).rjust(4, "0")
        pages.append(Page(path=path, depth=3, title=f"bench {number}", draft_title=f"bench {number}", slug=f"b{number}",
            url_path=f"{parent.url_path}b{number}/", locale_id=locale, translation_key=key, content_type=kind, live=True))
Page.objects.bulk_create(pages, batch_size=500)
page_type = TranslatableObject.objects.filter(content_type__model="page").first().content_type
TranslatableObject.objects.bulk_create([TranslatableObject(translation_key=key, content_type=page_type) for key in keys])
default = Locale.get_default()
sources = TranslationSource.objects.bulk_create([TranslationSource(object_id=key, specific_content_type=kind, locale=default,
    object_repr="x", content_json="{}", last_updated_at=now) for key in keys])
others = [pk for pk in homes if pk != default.pk]
made = Translation.objects.bulk_create([Translation(source=source, target_locale_id=pk) for source in sources for pk in others], batch_size=500)
TranslatedFrom.objects.bulk_create([TranslatedFrom(translation=one) for one in made], batch_size=500)
made_up = [String(locale=default, data=f"s{n}", data_hash=uuid.uuid4()) for n in range(10_000)]
strings = list(zip(*[iter(String.objects.bulk_create(made_up, batch_size=500))] * 10))
contexts = TranslationContext.objects.bulk_create([TranslationContext(object_id=key, path="body", path_id=uuid.uuid4()) for key in keys])
StringSegment.objects.bulk_create([StringSegment(source=source, context=context, string=string, order=n, attrs="{}")
    for source, context, own in zip(sources, contexts, strings) for n, string in enumerate(own)], batch_size=500)
StringTranslation.objects.bulk_create([StringTranslation(translation_of=string, context=context, locale_id=pk, data="t", translation_type="manual")
    for context, own in zip(contexts, strings) for string in own[:8] for pk in others], batch_size=500)
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(get_user_model().objects.get(username="publisher"))
client.get("/admin/translations/")
with CaptureQueriesContext(connection) as captured:
    started = time.perf_counter(); client.get("/admin/translations/"); seconds = time.perf_counter() - started
queries = len(captured)
started = time.perf_counter(); client.get("/admin/translations/?state=stale"); filtered = time.perf_counter() - started
print(queries, seconds, filtered, Page.objects.filter(depth__gt=1).count())
"""
CAMPAIGN = """
import time
from django.db import connection
from wagtail.models import Locale
from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from editorial.board import runs, sets
from editorial.models import TranslationRun
index = CampaignIndexPage.objects.get(locale__language_code="fr")
page = CampaignPage.objects.get(locale__language_code="fr", slug="acheter-est-interdit")
campaign, body = page.campaign, page.body.raw_data
for number in range(59):
    index.refresh_from_db()
    index.add_child(instance=CampaignPage(title=f"batch {number}", slug=f"batch-{number}", statement="x", body=list(body),
        campaign=campaign, live=False))
locale = Locale.objects.get(language_code="es")
def run():
    made = TranslationRun.objects.create(label="bench", locale=locale, to_do=sets.sources(f"campaign-{campaign.pk}"))
    asked = []
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(1), execute(*rest))[1]):
        started = time.perf_counter(); runs.work.func(made.pk); seconds = time.perf_counter() - started
    made.refresh_from_db()
    return f"{made.done} {made.skipped} {len(made.errors)} {len(asked)} {seconds}"
print(run(), run())
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder))
        started = time.monotonic()
        site.run("demo", "--no-serve", "--port", str(site.port))
        built = time.monotonic() - started
        site.start("--no-worker")
        print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; demonstration built in {built:.0f} s\n")
        print(f"{'page':44}{'first visit':>14}{'ms, median':>12}{'x /robots.txt':>12}")
        for path in PATHS:
            page, base = timed(site, path)
            print(f"{path:44}{first_visit(site, path):>12,} B{page * 1000:>12.1f}{page / base:>12.1f}")
        site.stop()
        few, many = site.run("shell", "-v", "0", "-c", COUNT_QUERIES).stdout.split()
        print(f"\nqueries of the campaign page, uncached: {few} with 3 campaigns, {many} with 300")
        print(f"limit of a first visit to the campaign page: {LIMIT:,} B")
        queries, seconds, filtered, pages = site.run("shell", "-v", "0", "-c", BOARD).stdout.split()
        print(
            f"\ntranslations board with {pages} pages in 8 languages: {queries} queries, {float(seconds):.2f} s; filtered {float(filtered):.2f} s"
        )
        told = site.run("shell", "-v", "0", "-c", CAMPAIGN).stdout.split()
        for what, (done, skipped, errors, queries, seconds) in (
            ("a campaign into Spanish", told[:5]),
            ("the same again", told[5:]),
        ):
            print(
                f"{what}: {done} texts, {skipped} unchanged, {errors} failed, {queries} queries, {float(seconds):.1f} s"
            )


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
    """Median seconds of the page and of `/robots.txt`, asked in turn so that both meet the same machine."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    taken: dict[str, list[float]] = {path: [], "/robots.txt": []}
    for round_number in range(ROUNDS):
        for asked, seconds in taken.items():
            started = time.perf_counter()
            get(connection, asked)
            if round_number >= ROUNDS // 10:
                seconds.append(time.perf_counter() - started)
    return statistics.median(taken[path]), statistics.median(taken["/robots.txt"])


if __name__ == "__main__":
    main()
