"""kill -9 at each file of a kit: nothing half made is ever served, and the next worker makes the version whole."""

import signal
import urllib.request

import pytest

from tests.live import LiveSite, fresh_database
from tests.outreach.living import SETTINGS

BUILD = """
from datetime import timedelta
from django.utils import timezone
from campaigns.prevention.kits.models import KitEdition
from home.models import HomePage
from operations.static_build import build_static
from tests import factories
from tests.prevention import kits
build_static()
kit = kits.whole(kits.catalogue(HomePage.objects.get()), factories.fact())
print(kit.pk, kit.url)
"""
DIE = """
import os, signal
from campaigns.prevention.kits import editions
keep = editions._keep
def keep_and_die(file, name, content):
    kept = keep(file, name, content)
    if name == {name!r}:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept
editions._keep = keep_and_die
editions.renew.func({pk})
"""
MAKE = "from campaigns.prevention.kits.editions import renew; renew.func({pk})"
FORGET = """
from datetime import timedelta
from django.utils import timezone
from campaigns.prevention.kits.models import KitEdition
KitEdition.objects.update(moved_at=timezone.now() - timedelta(hours=1))
"""


@pytest.fixture
def site(tmp_path):
    site = LiveSite(tmp_path, SETTINGS | fresh_database())
    site.run("migrate", "-v", "0")
    yield site
    site.stop()


def test_kill_in_each_step_leaves_nothing_half_made(site):
    pk, address = site.run("shell", "-v", "0", "-c", BUILD).stdout.split()
    site.start("--no-worker")
    folder = site.var / "private" / "kits" / pk / "1"

    for name in ("guide.pdf", "guide.docx", "02-fiche-2-ou-trouver-de-laide.odt", "diapositives.pptx"):
        _killed_once_there(site, pk, folder, name)
        page = urllib.request.urlopen(site.url + address).read().decode()
        assert f"/kits/{pk}/" not in page
        assert site.status(f"/kits/{pk}/1/{name}") == 404
        site.run("shell", "-v", "0", "-c", FORGET)

    site.run("shell", "-v", "0", "-c", MAKE.format(pk=pk))
    page = urllib.request.urlopen(site.url + address).read().decode()
    assert f"/kits/{pk}/1/guide.pdf" in page
    assert site.status(f"/kits/{pk}/1/guide.pdf") == 200
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 11


def _killed_once_there(site, pk, folder, name) -> None:
    """A worker that ends with this file: it is there, those of workers before it and later ones are not."""
    code = DIE.format(pk=pk, name=name)
    assert site.run("shell", "-v", "0", "-c", code, check=False).returncode == -signal.SIGKILL
    assert max(folder.rglob("*.*"), key=lambda path: path.stat().st_mtime_ns).name == name
