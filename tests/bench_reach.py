"""Measures the journal, the fold and what dashboards read; `python -m tests.bench_reach`. Figures to compare, never a test."""

import os
import tempfile
from pathlib import Path

from tests.faults.rig import Rig

APPENDS, PAGES = 500_000, 470
APPEND = """
import sys, time, django; django.setup()
from datetime import UTC, datetime
from reach.journal import journal
from reach.events import Event
hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
kinds = ("view", "entry", "link_hit", "cta_call")
events = [Event(hour, kinds[n % 4], "buyers", campaign=1, wave=1, channel=n % 7, page=n // 4 % 250, locale="fr") for n in range(2000)]
journal.append(events[0])
started = time.perf_counter()
for number in range({appends}):
    journal.append(events[number % 2000])
print({appends} / (time.perf_counter() - started))
"""
FOLD = """
import time, django; django.setup()
from reach.folding.fold import fold
started, lines, until = time.perf_counter(), 0, {lines}
while lines < until:
    lines += fold().lines
print(lines / (time.perf_counter() - started))
"""
# Ten million totals of 25 months: four campaigns and what belongs to none, five kinds, some 500 pages each, in the order of their index.
FILL = """
import django; django.setup()
from django.db import connection
days = "d(start) AS (SELECT date('now', '-759 days') UNION ALL SELECT date(start, '+1 day') FROM d WHERE start < date('now'))"
months = "m(start) AS (SELECT DISTINCT date(start, 'start of month') FROM d)"
keys = "k(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM k WHERE x < 1000)"
kinds = "(SELECT 'cta_call' AS kind UNION SELECT 'entry' UNION SELECT 'link_hit' UNION SELECT 'share' UNION SELECT 'view')"
sizes = dict(all=1, channel=8, link=50, locale=8, page={pages}, surface=1, variant=1)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA synchronous=OFF")
    for campaign in range(5):
        for dimension, size in sizes.items():
            for grain, starts in (("day", "d"), ("month", "m")):
                cursor.execute(
                    f"WITH RECURSIVE {{days}}, {{months}}, {{keys}} "
                    "INSERT INTO reach_total (grain, start, campaign, wave, kind, dimension, key, n) "
                    f"SELECT '{{grain}}', start, {{campaign}}, 1, kind, '{{dimension}}', CASE WHEN '{{dimension}}' = 'surface' THEN 'buyers' WHEN {{size}} = 1 THEN '' ELSE x END, 1 + x % 9 "
                    f"FROM {{starts}}, {{kinds}}, (SELECT x FROM k LIMIT {{size}}) ORDER BY start, kind"
                )
"""
READ = """
import time, django; django.setup()
from datetime import date, timedelta
from reach.figures import reading
from reach.models import Total
print(Total.objects.count())
months = reading.Period(date.today() - timedelta(days=758), date.today())
days = reading.Period(date.today() - timedelta(days=90), date.today())
kinds = ["view", "entry", "link_hit", "cta_call", "share"]
for period in (months, days):
    started = time.perf_counter()
    reading.series(1, kinds, period)
    for dimension in ("channel", "link", "page", "locale"):
        reading.by(dimension, 1, kinds, period)
    reading.rejected(1, period)
    print(time.perf_counter() - started)
"""


WHOLE_SITE = """
import time, django; django.setup()
from datetime import date, timedelta
from core.measures.indicators import Indicator
from reach.figures import whole_site
from reach.figures.reading import Period
kinds = ["view", "entry", "read_50", "read_90", "kit_download", "cta_call", "cta_sms", "cta_chat", "check_start", "check_done"]
today = date.today()
for days in (758, 99, 27):
    period = Period(today - timedelta(days=days), today)
    started = time.perf_counter()
    of = whole_site.campaigns()
    whole_site.by_surface(of, Indicator.values, period)
    whole_site.by_page(of, kinds, period)
    whole_site.protected_months(of, Indicator.values)
    whole_site.rejected(period)
    print(time.perf_counter() - started)
"""


def journal_and_fold(rig: Rig) -> str:
    """Each alone, then a writer and a fold beside each other."""
    appended = float(rig.run("-c", APPEND.format(appends=APPENDS)).stdout)
    folded = float(rig.run("-c", FOLD.format(lines=APPENDS + 1)).stdout)
    writer = rig.start("-c", APPEND.format(appends=APPENDS * 2), stdout=-1)
    fold = rig.start("-c", FOLD.format(lines=APPENDS * 2 + 1), stdout=-1)
    both = [float(process.communicate()[0]) for process in (writer, fold)]
    return (
        f"journal: {appended:,.0f} appends a second; fold: {folded:,.0f} lines a second; "
        f"both at once: {both[0]:,.0f} and {both[1]:,.0f} (goal of each: 100,000; {os.cpu_count()} processors)"
    )


def dashboard(rig: Rig) -> str:
    """What a dashboard of one campaign reads, in six queries, by month and by day."""
    rig.run("-c", FILL.format(pages=PAGES))
    totals, months, days = map(float, rig.run("-c", READ).stdout.split())
    site = [float(seconds) * 1000 for seconds in rig.run("-c", WHOLE_SITE).stdout.split()]
    return (
        f"{totals:,.0f} totals: a dashboard of 25 months reads {months * 1000:.0f} ms, "
        f"of 90 days {days * 1000:.0f} ms; the whole site of 25 months {site[0]:.0f} ms, of 100 days {site[1]:.0f} ms, "
        f"of 28 days {site[2]:.0f} ms (limit 1 s)"
    )


def main() -> None:
    for measure in (journal_and_fold, dashboard):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            print(measure(Rig(Path(folder)).make_tables()))


if __name__ == "__main__":
    main()
