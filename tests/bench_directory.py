"""Measures the directory of help with few and with many entries; `python -m tests.bench_directory`. Figures, never a test."""

import gzip
import tempfile
from pathlib import Path

from tests.live import LiveSite

FEW, MANY = 100, 5_000
LIMIT = 50  # milliseconds of one processor, for an answer that no cache has
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "http://localhost",
    "HTTPS": "off",
}
DIRECTORY = """
import datetime, itertools, random, statistics, time
from django.db import connection
from django.test import Client
from campaigns.outreach.directory.models import DirectoryPage, Entry, Organisation, TerritoryContact
from country.territories import TERRITORIES
from campaigns.outreach.directory.vocabulary import Need
from home.models import HomePage
from tests import factories
chance = random.Random(5)
day = datetime.date(2026, 11, 2)
spoken = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans", "pcm", "sq", "wo", "uk", "ru", "th", "yo"]
factories.publish(HomePage.objects.get(), DirectoryPage(title="Annuaire", slug="annuaire"))
for number in range(5):
    factories.helpline(audiences=("outreach",))
TerritoryContact.objects.bulk_create(TerritoryContact(territory=code, commission="Commission " + name, source_title="x", verified_on=day) for code, name in TERRITORIES.items())
organisations = Organisation.objects.bulk_create(Organisation(name="Association %d" % number) for number in range(500))
def grow(total):
    first = Entry.objects.count()
    Entry.objects.bulk_create(Entry(reference="b%d" % number, organisation=chance.choice(organisations), name="Lieu %d" % number,
        territory=chance.choice(["", "69", "75", *TERRITORIES]), city="Une ville", telephone="01 99 00 12 34", hours="Du lundi au vendredi",
        services=chance.sample(Need.values, 3), languages=["fr", *chance.sample(spoken[1:], 3)], source_title="Son site", verified_on=day)
        for number in range(first, total))
client = Client(HTTP_HOST="localhost")
code = TerritoryContact.objects.get(territory="69").code
questions = {{
    "form": lambda: client.get("/fr/annuaire/"),
    "departement": lambda: client.get("/fr/annuaire/%s/" % code),
    "all-three": lambda: client.post("/fr/annuaire/", {{"territory": "69", "need": "health", "language": "ro"}}),
    "need-anywhere": lambda: client.post("/fr/annuaire/", {{"need": "health"}}),
    "everything": lambda: client.post("/fr/annuaire/", {{}}),
}}
def measured(ask):
    ask()
    asked, seconds = [], []
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(1), execute(*rest))[1]):
        assert ask().status_code == 200
    for _ in range(30):
        started = time.process_time()
        ask()
        seconds.append(time.process_time() - started)
    return len(asked), statistics.median(seconds) * 1000, max(seconds) * 1000
for total in ({few}, {many}):
    grow(total)
    for name, ask in questions.items():
        print(name, total, *measured(ask))
"""


def measure(site: LiveSite) -> str:
    """Queries and time of each answer, in words."""
    told = site.run("shell", "-v", "0", "-c", DIRECTORY.format(few=FEW, many=MANY)).stdout
    figures: dict[str, list[str]] = {}
    for line in told.strip().splitlines():
        name, total, queries, median, worst = line.split()
        figures.setdefault(name, []).append(
            f"{queries} queries, {float(median):.1f} ms (at worst {float(worst):.1f}) with {total}"
        )
    return "\n".join(f"{name}: {'; '.join(each)}" for name, each in figures.items())


def weight(site: LiveSite) -> int:
    """Compressed bytes of the page with its form, map and list, without its style sheet."""
    code = "from django.test import Client; print(Client(HTTP_HOST='localhost').get('/fr/annuaire/').content.decode())"
    return len(gzip.compress(site.run("shell", "-v", "0", "-c", code).stdout.encode(), 6))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder), ENVIRONMENT)
        site.run("migrate")
        site.run("collectstatic", "--no-input")
        print(
            f"directory, each answer made anew (limit {LIMIT} ms)\n{measure(site)}\nform, map and list: {weight(site)} bytes"
        )


if __name__ == "__main__":
    main()
