"""Measures links: followed as fast as they come, from a CSV file, and given out again; `python -m tests.bench_links`.

Figures to compare, never a test. Followed links are told as a ratio to a hello world that the same server answers in turn.
"""

import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.figures import site as measured_site
from tests.figures.load import CLICKED, HEADERS, Question, rate
from tests.live import ROOT, LiveSite

ROWS, PACKED = 10_000, 100
LIMIT = 30  # seconds, from the upload to the last link
ROUNDS, SECONDS, GOAL = 5, 2, 0.3  # of a hello world
FOLLOWED = {
    "by who goes on from the site": Question(f"/s/{measured_site.CODE}"),
    "by who comes from elsewhere": Question(
        f"/s/{measured_site.CODE}",
        headers=HEADERS | {"Sec-Fetch-Site": "cross-site", "Accept-Language": "fr-FR,fr;q=0.9"},
    ),
    "from an advertisement, each with a query of its own": Question(f"/s/{measured_site.CODE}", script=CLICKED),
}
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "campagnes.example.org",
    "BASE_URL": "https://campagnes.example.org",
}
LINKS = """
import time
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from campaigns.plan.links.exports.archive import Archive
from campaigns.plan.links.exports.tables import Links
from campaigns.plan.links.imports import files
from campaigns.plan.models import Campaign, Channel, TrackedLink
from intake.problems import FileRefusedError
rows, packed = {rows}, {packed}
user = get_user_model().objects.filter(is_superuser=True).first() or get_user_model().objects.create_superuser("bench")
campaign = Campaign.objects.create(name="bench links", audience="public", frame="law", starts_at=timezone.now())
Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
lines = "".join(f"Affiches;Mairie de la commune {{number}};;;;\\n" for number in range(rows))
data = ("canal;emplacement;partenaire;vague;code;destination\\n" + lines).encode()
long = SimpleUploadedFile("l.csv", b"canal\\n" + b"Affiches\\n" * 100_000)
def seconds(work, clock=time.perf_counter):
    started = clock()
    return work(), clock() - started
found, reading = seconds(lambda: files.preview(campaign, user, SimpleUploadedFile("l.csv", data)))
made, writing = seconds(lambda: files.apply(found.pending, user))
assert TrackedLink.objects.filter(campaign=campaign).count() == rows
def refused():
    try:
        files.preview(campaign, user, long)
    except FileRefusedError:
        return
    raise AssertionError
_, refusing = seconds(refused)
_, table = seconds(lambda: sum(map(len, Links().rows(campaign.links.all()))))
some = campaign.links.filter(pk__in=list(campaign.links.values_list("pk", flat=True)[:packed]))
size, packing = seconds(lambda: sum(map(len, Archive(campaign, some))), time.process_time)
print(reading, writing, refusing, table, packing, size)
"""


def measure(site: LiveSite) -> str:
    """What a site takes for ten thousand links, in words."""
    told = site.run("shell", "-v", "0", "-c", LINKS.format(rows=ROWS, packed=PACKED)).stdout.split()
    reading, writing, refusing, table, packing, size = map(float, told)
    return (
        f"{ROWS} links from a CSV file, each with a placement that is new: {reading:.1f} s to read and check, "
        f"{writing:.1f} s to write (limit {LIMIT} s); 100,000 rows refused in {refusing * 1000:.0f} ms\n"
        f"the table of them: {table:.1f} s; a ZIP with the codes of {PACKED}: {packing:.1f} s of one processor, "
        f"{size / 2**20:.1f} MiB, so {packing / PACKED * ROWS:.0f} s and {size / 2**20 / PACKED * ROWS:.0f} MiB for {ROWS}"
    )


def followed(folder: Path) -> str:
    """How fast a short link is answered and counted, in words."""
    from tests.figures.servers import granian  # needs settings

    site, _document = measured_site.prepared(folder / "followed", "<p>x</p>")
    (folder / "files").mkdir()
    (folder / "files" / "redirect").write_bytes(b"")
    base = site.variables() | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    ratios: dict[str, list[float]] = {name: [] for name in FOLLOWED}
    with ExitStack() as running:
        answers = running.enter_context(granian("config.wsgi:application", base))
        files = {"BENCH_FILES": str(folder / "files")}
        least = running.enter_context(granian("tests.figures.hello:application", base | files))
        for _round in range(ROUNDS):
            for name, question in FOLLOWED.items():
                hello = rate(least.port, Question("/redirect", headers={}), SECONDS)
                ratios[name].append(rate(answers.port, question, SECONDS) / hello)
    told = (f"{name}: {statistics.median(found):.3f}" for name, found in ratios.items())
    return f"a short link, of a hello world (goal: {GOAL}), followed {'; '.join(told)}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print(followed(folder), flush=True)
        site = LiveSite(folder, ENVIRONMENT)
        site.run("migrate")
        print(measure(site))


if __name__ == "__main__":
    main()
