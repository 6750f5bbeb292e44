"""Measures what asking whether a picture is public costs; `python -m tests.bench_files`. Figures to compare, never a test.

One process, one picture that twenty live pages show, and three ways in turn: nothing is asked, as it was; a yes is remembered for
a minute, as it is; the database is asked each time, as for the first visitor of a minute.
"""

import tempfile
from pathlib import Path

from tests.bench_cache import ENVIRONMENT
from tests.live import LiveSite

ROUNDS, ASKED, PAGES = 15, 200, 20
MEASURE = """
import pathlib, statistics, tempfile, time
from django.test import Client
from core.files import media
from serving.files import public as public_files
from core.models import CampaignImage
from tests import factories
image = factories.image(pathlib.Path(tempfile.mkdtemp()))
for _number in range({pages}):
    factories.shown(image)
address, client = image.get_rendition("width-400").url, Client(headers={{"host": "127.0.0.1"}})
known = media.public_files
def milliseconds():
    started = time.process_time()
    for _time in range({asked}):
        assert client.get(address).status_code == 200
    return (time.process_time() - started) / {asked} * 1000
def not_asked():
    known.has = lambda name: True
def remembered():
    known.__dict__.pop("has", None)
    public_files.GOOD_FOR = 60.0
def asked_each_time():
    known.__dict__.pop("has", None)
    public_files.GOOD_FOR = 0.0
ways = {{"none": not_asked, "remembered": remembered, "each": asked_each_time}}
taken = {{name: [] for name in ways}}
for _round in range({rounds}):
    for name, way in ways.items():
        way()
        taken[name].append(milliseconds())
ratio = lambda name: statistics.median(before / now for before, now in zip(taken["none"], taken[name]))
print(*(statistics.median(times) for times in taken.values()), ratio("remembered"), ratio("each"))
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder), ENVIRONMENT)
        site.run("migrate")
        code = MEASURE.format(rounds=ROUNDS, asked=ASKED, pages=PAGES)
        none, remembered, each, ratio, worst = map(float, site.run("shell", "-v", "0", "-c", code).stdout.split())
    print(
        f"a picture of {PAGES} live pages, of one processor: {none:.2f} ms where nobody asks whether it is public, {remembered:.2f} ms as it "
        f"is remembered, {each:.2f} ms where the database is asked each time; speed of the first: {ratio:.2f}, {worst:.2f}"
    )


if __name__ == "__main__":
    main()
