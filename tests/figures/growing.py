"""Run inside the site: makes many of one kind with SQL, as cheaply as can be, and measures what a visitor's answer then takes.

`manage.py shell -c "from tests.figures.growing import …"`; on SQLite alone.
"""

import json
import statistics
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from campaigns.plan.models import Campaign, Channel, Placement, TrackedLink
from campaigns.plan.models.pages import CampaignIndexPage
from core.words import languages
from home.models import HomePage, StandardPage
from tests import factories

ROUNDS = 12
BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLIENT = Client(HTTP_HOST="127.0.0.1")


def multiply(model, template: int, first: int, count: int, **columns: str) -> None:
    """Copies of a row; `columns` are SQL in which `n` is the number of the copy."""
    names = [field.column for field in model._meta.local_concrete_fields]
    given = [columns.get(name, f't."{name}"') for name in names]
    key = model._meta.pk.column
    if key not in columns:
        names, given = zip(*[pair for pair in zip(names, given, strict=True) if pair[0] != key], strict=True)
    numbers = f"WITH RECURSIVE k(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM k WHERE n < {first + count - 1})"
    listed = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table
    sql = f'INSERT INTO "{table}" ({listed}) {numbers} SELECT {", ".join(given)} FROM k, "{table}" t WHERE t."{key}" = {template}'
    with connection.cursor() as cursor:
        cursor.execute(sql)


def step(number: str) -> str:
    """SQL of a step of a path, of four letters."""
    return " || ".join(f"substr('{BASE36}', ({number}) / {36**power} % 36 + 1, 1)" for power in (3, 2, 1, 0))


def copies(page: Page, parent: Page, first: int, count: int, prefix: str, **columns: str) -> None:
    """Live copies of a page under a parent, with `columns` of their own; their versions in other languages have the same keys."""
    above = Page.objects.order_by("-pk").values_list("pk", flat=True).first()
    own = {
        "id": f"{above} + n - {first} + 1",
        "path": f"'{parent.path}' || {step('n + 1000')}",
        "depth": str(parent.depth + 1),
        "numchild": "0",
        "slug": f"'{prefix}-' || n",
        "url_path": f"'{parent.url_path}{prefix}-' || n || '/'",
        "title": f"'{prefix} ' || n",
        "draft_title": f"'{prefix} ' || n",
        "locale_id": str(parent.locale_id),
        "translation_key": f"printf('%032x', {first_key(prefix)} + n)",
        "latest_revision_id": "NULL",
        "live_revision_id": "NULL",
        "live": "1",
    }
    multiply(Page, page.pk, first, count, **own)
    multiply(type(page), page.pk, first, count, page_ptr_id=f"{above} + n - {first} + 1", **columns)
    Page.objects.filter(pk=parent.pk).update(numchild=first + count)


def first_key(prefix: str) -> int:
    return int(uuid.uuid5(uuid.NAMESPACE_URL, prefix).hex[:12], 16)


@contextmanager
def counted():
    asked: list[str] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]):
        yield asked


def answer(path: str, rounds: int = ROUNDS, *, forget: bool = False) -> tuple[int, float]:
    """Queries, and milliseconds of one processor at the median; the page cache stands before all this, and has no part in it."""
    times = []
    for _round in range(rounds + 1):
        if forget:
            cache.clear()
        with counted() as asked:
            started = time.process_time()
            response = CLIENT.get(path)
            times.append((time.process_time() - started) * 1000)
        if response.status_code >= 400:
            raise SystemExit(f"{path}: {response.status_code}")
    return len(asked), statistics.median(times[1:])


def pages(sizes: list[int]) -> None:
    """What a page, the home page, the list of campaigns, a short link and the sitemap take as pages, and campaigns of one page, become more."""
    home = HomePage.objects.get(locale=Locale.get_default())
    section = factories.standard_page(home, slug="rubrique")
    first = factories.standard_page(section, slug="modele", body=[factories.block("text", text="<p>Un texte.</p>")])
    index = CampaignIndexPage.objects.get()
    over = factories.campaign(name="Une autre", ends_at=timezone.now() - timedelta(hours=1))
    other = factories.campaign_page(
        index, over, slug="une-autre", body=[factories.block("text", text="<p>Un texte.</p>")]
    )
    there = 0
    for size in sizes:
        copies(first, Page.objects.get(pk=section.pk), there, size - there, "page")
        own = {"id": f"{over.pk} + n + 1", "name": "'Une autre ' || n", "slug": "'une-autre-' || n"}
        own["starts_at"] = "datetime(t.starts_at, '-' || n || ' minutes')"
        multiply(Campaign, over.pk, there, size - there, **own)
        copies(other, Page.objects.get(pk=index.pk), there, size - there, "campagne", campaign_id=own["id"])
        there = size
        _tell(size, f"/fr/rubrique/page-{size - 1}/", "/fr/")


def _tell(size: int, page: str, home: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself, and the periodic job for SQLite
    found = {
        "a page": answer(page),
        "the home page": answer(home),
        "the list of campaigns": answer("/fr/campagnes/", 3),
        "a short link, looked up": answer("/s/bench", forget=True),
        "a part of the sitemap": answer("/sitemap.xml?p=1", 3),
    }
    print(json.dumps([size, found]), flush=True)


def many_languages() -> None:
    """The same pages in one language and in eight; printed for both, with as many pages of each."""
    home = HomePage.objects.get(locale=Locale.get_default())
    section = factories.standard_page(home, slug="rubrique")
    first = factories.standard_page(section, slug="modele", body=[factories.block("text", text="<p>Un texte.</p>")])
    copies(first, Page.objects.get(pk=section.pk), 0, 1000, "page")
    _tell(1, "/fr/rubrique/page-999/", "/fr/")
    for code in languages.codes()[1:]:
        locale = Locale.objects.filter(language_code=code).first() or Locale.objects.create(language_code=code)
        own_home = factories.go_live(home.get_translation(locale).specific)
        with translation.override(code):
            above = section.copy_for_translation(locale)
        StandardPage.objects.filter(pk=above.pk).update(live=True)
        copies(first, Page.objects.get(pk=above.pk), 0, 1000, "page")
        assert own_home.live
    _tell(len(languages.codes()), "/fr/rubrique/page-999/", "/fr/")


def codes(sizes: list[int]) -> None:
    """What a short link takes that is looked up, as codes become more."""
    campaign = Campaign.objects.get(page__slug="la-loi") if hasattr(Campaign, "page") else Campaign.objects.first()
    link = TrackedLink.objects.get(code="bench")
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Beaucoup")
    place = Placement.objects.create(channel=channel, name="Lieu")
    there = 0
    above = Placement.objects.order_by("-pk").values_list("pk", flat=True).first() + 1
    for size in sizes:
        count = size - there
        multiply(Placement, place.pk, there, count, id=f"{above} + n", name="'Lieu ' || n")
        code = "replace(replace(printf('b%09d', n), '0', 'x'), '1', 'y')"  # as none is mistaken for another letter
        own = {"code": code, "channel_id": str(channel.pk), "placement_id": f"{above} + n"}
        multiply(TrackedLink, link.pk, there, count, **own)
        there = size
        last = f"/s/b{size - 1:09d}".translate(str.maketrans("01", "xy"))
        found = {"a short link, looked up": answer(last, forget=True), "a short link, known": answer(last)}
        print(json.dumps([size, found]), flush=True)
