"""Measures all files of one kit, in eight languages; `python -m tests.bench_editions`. Figures, never a test."""

import tempfile
from pathlib import Path

from tests.live import LiveSite

ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "localhost",
    "BASE_URL": "http://localhost",
    "HTTPS": "off",
}
LIMIT, MEMORY = 60, 400  # seconds, MB
KITS = """
import resource, time
from wagtail.models import Locale
from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitFile, KitPage
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from editorial.sign_off.mails import unsent
from home.models import HomePage
from tests import factories
from tests.prevention import kits
home = HomePage.objects.get()
session = lambda number: factories.block("session", title="Séance %d" % number, aim="Savoir.", activities=[
    {"title": "Activité %d" % step, "minutes": 10, "grouping": "small", "text": "<p>Un paragraphe.</p>" * 4, "materials": "Fiche 1"} for step in range(5)])
kit = kits.whole(kits.catalogue(home), factories.fact(), sessions=[session(number) for number in (1, 2, 3)])
ensure_locales()
with unsent():
    for locale in Locale.objects.exclude(language_code="fr"):
        for page in (home, kit.get_parent().specific, kit):
            factories.go_live(drafting.start(page, locale).get_target_instance())
before, started, processor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic(), time.process_time()
for pk in KitPage.objects.values_list("pk", flat=True):
    editions.renew.func(pk)
print("%d files in %d languages: %.1f s by the clock, %.1f s of a processor, %d MB at most, of which %d MB before" % (
    KitFile.objects.count(), KitPage.objects.count(), time.monotonic() - started, time.process_time() - processor,
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, before / 1024))
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = LiveSite(Path(folder), ENVIRONMENT)
        site.run("migrate", "-v", "0")
        print(f"a kit in all languages (limits {LIMIT} s, {MEMORY} MB)")
        print(site.run("shell", "-v", "0", "-c", KITS).stdout.strip())


if __name__ == "__main__":
    main()
