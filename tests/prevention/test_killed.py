"""kill -9 in each step of a kit: nothing half made is ever served, and the next worker makes the version whole."""

import signal
import urllib.request

import pytest

from tests.console import Console
from tests.live import LiveSite, fresh_database
from tests.outreach.living import SETTINGS

pytestmark = pytest.mark.processes

BUILD = """
from home.models import HomePage
from tests import factories
from tests.prevention import kits
kit = kits.whole(kits.catalogue(HomePage.objects.get()), factories.fact())
print(kit.pk, kit.slug, kit.url)
"""
DIE = """
import os, signal, threading
from campaigns.prevention.kits import editions
from campaigns.prevention.kits.files import archive
from campaigns.prevention.kits.models import KitEdition
from press.composition import typesetting
store = editions.store
def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)
"""
AFTER = """
def store_and_die(file, name, content):
    store(file, name, content)
    if name.endswith({name!r}):
        die()
editions.store = store_and_die
"""
TYPESETTING = """
class Dying:
    compiler = typesetting._compiler()
    def compile_with_warnings(self, **options):
        begun = threading.Event()
        threading.Thread(target=lambda: begun.wait() and die()).start()
        begun.set()
        return self.compiler.compile_with_warnings(**options)
typesetting._compiler = Dying
"""
PACKING = """
def some(file):
    yield file.open("rb").read(1000)
    die()
archive._chunks = some
"""
STORING = """
def store_half(file, name, content):
    def some(chunk_size=None):
        content.seek(0)
        yield content.read(1000)
        die()
    if name.endswith(".zip"):
        content.chunks = some
    store(file, name, content)
editions.store = store_half
"""
STEPS = {
    "typesetting": TYPESETTING,
    "first file": AFTER.format(name="guide-fr-v1.pdf"),
    "handout": AFTER.format(name="02-fiche-2-ou-trouver-de-laide-fr-v1.odt"),
    "last document": AFTER.format(name="diapositives-fr-v1.pptx"),
    "packing the archive": PACKING,
    "half of the archive": STORING,
    "finishing": "KitEdition.finish = die",
    "end of the transaction": "KitEdition.settle = die",
}
# Whether a step leaves an archive, whole or not, and a guide.
THERE = {"typesetting": (False, False), **dict.fromkeys(list(STEPS)[-3:], (True, True))}
MAKE = """
from datetime import timedelta
from django.utils import timezone
from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitEdition
KitEdition.objects.update(moved_at=timezone.now() - timedelta(hours=1))  # by a worker that nobody hears of any more
editions.renew.func({pk})
"""


@pytest.fixture
def site(tmp_path):
    site = LiveSite(tmp_path, SETTINGS | fresh_database())
    site.prepare()
    yield site
    site.stop()


def test_kill_in_each_step_leaves_nothing_half_made(site):
    """One console for all steps: a copy of it dies in each."""
    with Console(site) as console:
        pk, slug, address = console.run(BUILD).output.split()
        guide = f"{slug}-guide-fr-v1.pdf"
        site.start("--no-worker")
        folder = site.var / "private" / "kits" / pk / "1"

        for step, code in STEPS.items():
            done = console.run(DIE + code + MAKE.format(pk=pk), check=False)
            assert done.status == -signal.SIGKILL, (step, done.output)
            page = urllib.request.urlopen(site.url + address).read().decode()
            assert f"/kits/{pk}/" not in page, step
            left = {path.name for path in files_in(folder)}
            assert {site.status(f"/kits/{pk}/1/{name}") for name in left | {guide}} == {404}, step
            has_archive = any(name.endswith(".zip") for name in left)
            assert (has_archive, guide in left) == THERE.get(step, (False, True)), step

        console.run(MAKE.format(pk=pk))
    page = urllib.request.urlopen(site.url + address).read().decode()
    assert f"/kits/{pk}/1/{guide}" in page
    assert site.status(f"/kits/{pk}/1/{guide}") == 200
    assert len(files_in(folder)) == 11


def files_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]
