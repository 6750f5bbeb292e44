"""Measures the sheets of the demonstration's campaign on this machine; `python -m tests.bench_sheets`. Figures, never a test.

The full pack is made through the run that the tab begins, all formats × all languages × one code; then the same again,
which makes nothing; then all of it is looked at once more after a fact has changed. Memory is the peak of the process.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.live import LiveSite

PACK = """
import resource, time
from campaigns.plan.sheets import runs
from campaigns.plan.models import Campaign, Channel, PressRun, PrintedItem, TrackedLink
from campaigns.plan.sheets.staleness import check
from core.words import languages
from facts.models import Fact
from press.formats import FORMATS
campaign = Campaign.objects.earliest("pk")
channel = Channel.objects.create(campaign=campaign, kind="poster", name="bench")
link = TrackedLink.objects.create(campaign=campaign, channel=channel)
to_do = [[key, language, link.pk] for language in languages.codes() for key in FORMATS]
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
def made():
    run = PressRun.objects.create(campaign=campaign, to_do=to_do)
    started = time.perf_counter(); runs.work.func(run.pk); seconds = time.perf_counter() - started
    run.refresh_from_db()
    return run, seconds
before = peak()
run, seconds = made()
for error in run.errors:
    print("error", error["format"], error["language"], error["reason"])
size = sum(PrintedItem.objects.values_list("size", flat=True)) / 1024 / 1024
print("pack", run.made, run.total, seconds, size, before, peak())
for _round in range(3):
    PrintedItem.objects.update(replaced_at="2026-01-01T00:00Z")
    made()
print("rounds", 4, peak())
again, seconds = made()
print("again", again.skipped, seconds)
for key in FORMATS:
    PrintedItem.objects.filter(format=key).update(replaced_at="2026-01-01T00:00Z")
    one = PressRun.objects.create(campaign=campaign, to_do=[[key, language, link.pk] for language in languages.codes()])
    started = time.perf_counter(); runs.work.func(one.pk); seconds = time.perf_counter() - started
    print("format", key, seconds / len(languages.codes()))
for n in range(3):
    PrintedItem.objects.bulk_create([PrintedItem(campaign=campaign, link=link, format=item.format, language=item.language, file=item.file.name,
        size=1, sha256="", width=1, height=1, unit="mm", alt="", text=item.text, made_from=item.made_from)
        for item in PrintedItem.objects.filter(replaced_at=None).iterator()])
fact = PrintedItem.objects.latest("pk").made_from["order"][0]
Fact.objects.filter(pk=fact).update(value="1501")
started = time.perf_counter(); changed = check(PrintedItem.objects.all()); seconds = time.perf_counter() - started
print("check", changed, seconds, peak())
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-sheets-") as folder:
        site = LiveSite(Path(folder))
        site.run("demo", "--no-serve", "--port", str(site.port))
        told = [line.split(" ") for line in site.run("shell", "-v", "0", "-c", PACK).stdout.splitlines()]
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    for what, *said in told:
        print(TEXTS[what].format(*said, words=" ".join(said)))


TEXTS = {
    "error": "not made: {words}",
    "pack": "full pack: {0} of {1} files in {2:.5} s, {3:.4} MB; peak memory {4} MB before, {5} MB after",
    "rounds": "memory after the pack was made {0} times: {1} MB",
    "again": "the same again: {0} unchanged, {1:.5} s",
    "format": "{0}: {1:.5} s a sheet",
    "check": "after a fact has changed: {0} files flagged in {1:.5} s; peak memory {2} MB",
}

if __name__ == "__main__":
    main()
