"""Measures the catalogue with few and with many kits, in one language; `python -m tests.bench_kits`. Figures, never a test."""

import gzip
import tempfile
from pathlib import Path

from tests.live import LiveSite

FEW, MANY = 20, 2_000
LIMIT = 60  # milliseconds of one processor, for an answer that no cache has
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "http://localhost",
    "HTTPS": "off",
}
CATALOGUE = """
import datetime, random, statistics, time
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.kits.models import KitEdition, KitFile, KitPage
from campaigns.prevention.kits.vocabulary import LEVELS, Theme
from home.models import HomePage
from tests import factories
chance = random.Random(5)
now = timezone.now()
catalogue = CataloguePage.objects.first() or factories.catalogue(HomePage.objects.get())
model = KitPage.objects.first() or factories.kit(catalogue)
def grow(total):
    before = list(KitPage.objects.values_list("pk", flat=True))
    # Without the signals of a page that is saved: building them would take longer than all that is measured.
    pages = Page.objects.bulk_create(Page(title="Dossier %d" % number, slug="kit-%d" % number, depth=catalogue.depth + 1, live=True,
        path=catalogue.path + "%04d" % (number + 1000), url_path=catalogue.url_path + "kit-%d/" % number, locale=catalogue.locale, content_type=model.content_type,
        first_published_at=now - datetime.timedelta(days=chance.randrange(400))) for number in range(len(before), total))
    for page in pages:
        kit = KitPage(page_ptr_id=page.pk, lead=model.lead, sessions=model.sessions, minutes=chance.randrange(20, 400), levels=chance.sample(list(LEVELS), 2), themes=chance.sample(Theme.values, 2))
        KitPage._base_manager._insert([kit], fields=KitPage._meta.local_concrete_fields, using="default")
    made = KitPage.objects.exclude(pk__in=before)
    editions = KitEdition.objects.bulk_create(KitEdition(kit_id=pk, number=number, made_from="x", formats="pdf,odt,docx,pptx,zip", archive_size=2_000_000, finished_at=now - datetime.timedelta(days=30 * (3 - number)))
        for pk in list(made.values_list("pk", flat=True)) for number in (1, 2, 3))
    formats = ["zip", "pdf", "odt", "docx", "pptx", "pdf", "odt", "docx"]
    KitFile.objects.bulk_create(KitFile(edition=edition, part="archive" if form == "zip" else "guide", format=form, title="Guide", file="x", size=2_000_000, sha256="0" * 64)
        for edition in editions for form in formats)
client = Client(HTTP_HOST="localhost")
questions = {{
    "all": lambda: client.get("/fr/dossiers/"),
    "filtered": lambda: client.get("/fr/dossiers/?level=4e&level=3e&theme=law&format=odt"),
    "by-title": lambda: client.get("/fr/dossiers/?sort=title&page=2"),
    "nothing": lambda: client.get("/fr/dossiers/?format=video"),
    "words": lambda: client.post("/fr/dossiers/", {{"q": "loi protège"}}),
    "feed": lambda: client.get("/fr/dossiers/atom/"),
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
grow({total})
call_command("update_index", verbosity=0)
for name, ask in questions.items():
    print(name, {total}, *measured(ask))
"""


def measure(site: LiveSite) -> str:
    """Queries and time of each answer, in words."""
    figures: dict[str, list[str]] = {}
    for amount in (FEW, MANY):
        told = site.run("shell", "-v", "0", "-c", CATALOGUE.format(total=amount)).stdout
        for line in told.strip().splitlines():
            name, total, queries, median, worst = line.split()
            figures.setdefault(name, []).append(
                f"{queries} queries, {float(median):.1f} ms (at worst {float(worst):.1f}) with {total}"
            )
    return "\n".join(f"{name}: {'; '.join(each)}" for name, each in figures.items())


def weight(site: LiveSite) -> int:
    """Compressed bytes of the first page, without its style sheet."""
    code = "from django.test import Client; print(Client(HTTP_HOST='localhost').get('/fr/dossiers/').content.decode())"
    return len(gzip.compress(site.run("shell", "-v", "0", "-c", code).stdout.encode(), 6))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder), ENVIRONMENT)
        site.run("migrate")
        site.run("collectstatic", "--no-input")
        print(
            f"catalogue of kits, each answer made anew (limit {LIMIT} ms)\n{measure(site)}\nfirst page: {weight(site)} bytes"
        )


if __name__ == "__main__":
    main()
