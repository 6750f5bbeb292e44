"""Measures entries of the directory from a CSV file; `python -m tests.bench_directory_import`. Figures to compare, never a test."""

import tempfile
from pathlib import Path

from tests.live import LiveSite

ROWS = 5_000
LIMIT = 20  # seconds, from the upload to the last entry
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "campagnes.example.org",
    "BASE_URL": "https://campagnes.example.org",
}
ENTRIES = """
import time
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from campaigns.outreach.directory.proposals import imports
from campaigns.outreach.directory.proposals import acts
from intake.problems import FileRefusedError
from campaigns.outreach.directory.models import Entry
from country.territories import DEPARTEMENTS
rows, codes = {rows}, sorted(DEPARTEMENTS)
author, decider = (get_user_model().objects.create_superuser(name) for name in ("bench-author", "bench-decider"))
header = "référence;organisation;nom;département;adresse;ville;services;langues;téléphone;sms;site;vérifié le;source\\n"
def data(telephone):
    return (header + "".join(
        f"ref-{{number}};Association {{number % 400}};Accueil {{number}};{{codes[number % len(codes)]}};"
        f"{{number}} rue de l’Exemple;Une ville;écoute, santé|papiers;fr, ro, ar;{{telephone}} {{number % 100:02}};"
        f"06 39 98 {{number // 100:02}} {{number % 100:02}};https://example.org/{{number}};31/03/2026;Un fichier\\n"
        for number in range(rows)
    )).encode()
def seconds(work):
    started = time.perf_counter()
    return work(), time.perf_counter() - started
def taken(content):
    found, reading = seconds(lambda: imports.preview(author, SimpleUploadedFile("e.csv", content)))
    if found.pending is None:
        return reading, 0
    acts.submit(found.pending)
    _, accepting = seconds(lambda: acts.accept(found.pending, decider))
    return reading, accepting
reading, accepting = taken(data("01 99 00 12"))
assert Entry.objects.count() == rows
again, _ = taken(data("01 99 00 12"))
changing, rewriting = taken(data("01 99 00 34"))
assert Entry.objects.filter(telephone__startswith="01 99 00 34").count() == rows
long = SimpleUploadedFile("l.csv", header.encode() + b"ref;;;\\n" * 100_000)
def refused():
    try:
        imports.preview(author, long)
    except FileRefusedError:
        return
    raise AssertionError
_, refusing = seconds(refused)
print(reading, accepting, again, changing, rewriting, refusing)
"""


def measure(site: LiveSite) -> str:
    """What a site takes for five thousand entries, in words."""
    told = site.run("shell", "-v", "0", "-c", ENTRIES.format(rows=ROWS)).stdout.split()
    reading, accepting, again, changing, rewriting, refusing = map(float, told)
    return (
        f"{ROWS} entries from a CSV file: {reading:.1f} s to read and compare, {accepting:.1f} s to accept "
        f"(limit {LIMIT} s); the same file again {again:.1f} s; a change of each {changing:.1f} s and {rewriting:.1f} s; "
        f"100,000 rows refused in {refusing * 1000:.0f} ms"
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder), ENVIRONMENT)
        site.run("migrate")
        print(measure(site))


if __name__ == "__main__":
    main()
