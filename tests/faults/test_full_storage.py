"""The disk of uploads is full, or refuses: who uploads is told, nothing half is left, and all else goes on."""

import subprocess

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, Page

from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitEdition, KitFile
from core.models import CampaignDocument
from tests import factories
from tests.faults.disks import fill, mounted
from tests.prevention import kits

pytestmark = pytest.mark.processes

BIG = b"a line of a text\n" * 100_000  # more than is left, so that the disk fills up in the middle


@pytest.fixture
def small_disk(tmp_path, settings):
    for disk in mounted(tmp_path / "disk", 8):
        settings.MEDIA_ROOT = disk / "media"
        private = settings.STORAGES["private"] | {"OPTIONS": {"location": disk / "private"}}
        settings.STORAGES = settings.STORAGES | {"private": private}
        yield disk


def files(disk) -> list[str]:
    return sorted(str(path.relative_to(disk)) for path in disk.rglob("*") if path.is_file())


def upload(client, data: bytes = BIG):
    client.raise_request_exception = False
    form = {"title": "Guide", "collection": Collection.get_first_root_node().pk, "licence": "etalab-2.0"}
    return client.post(reverse("wagtaildocs:add"), form | {"file": SimpleUploadedFile("guide.txt", data)})


def make_room(disk, bytes_left: int) -> None:
    with (disk / "filler").open("r+b") as filler:
        filler.truncate(filler.seek(0, 2) - bytes_left)


def test_upload_on_a_full_disk_is_told_and_leaves_nothing(admin_client, small_disk, home):
    fill(small_disk)
    make_room(small_disk, 256 * 1024)

    response = upload(admin_client)
    page = factories.standard_page(home, slug="la-loi")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Errno" not in response.content.decode()
    assert (CampaignDocument.objects.count(), files(small_disk)) == (0, ["filler"])
    assert Page.objects.get(pk=page.pk).live, "what needs no file goes on"

    (small_disk / "filler").unlink()
    assert upload(admin_client).status_code == 302
    assert CampaignDocument.objects.get().file.read() == BIG


def test_upload_to_storage_that_may_not_be_written_to_is_told(admin_client, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    response = upload(admin_client)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)

    assert response.status_code == 503
    assert CampaignDocument.objects.count() == 0
    assert upload(admin_client).status_code == 302


def test_kit_on_a_full_disk_is_not_half_there_and_is_made_once_there_is_room(small_disk, home, client, monkeypatch):
    monkeypatch.setattr(KitFile._meta.get_field("file"), "storage", storages["private"])  # it has that of the start
    kit = factories.kit(kits.catalogue(home))
    KitEdition.objects.all().delete()
    fill(small_disk)
    make_room(small_disk, 64 * 1024)

    editions.renew.func(kit.pk)
    begun = KitEdition.objects.get()
    shown = client.get(kit.url).content.decode()
    (small_disk / "filler").unlink()
    editions.renew.func(kit.pk)
    made = KitEdition.objects.get()

    assert (begun.finished_at, begun.problem != "") == (None, True)
    assert f"/kits/{kit.pk}/" not in shown
    assert (made.finished_at is not None, made.problem) == (True, "")
    assert all(storages["private"].size(file.file.name) == file.size for file in made.files.all())
