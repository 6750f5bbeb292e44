"""A file that the database names and no storage has is missing from a backup, and said to be."""

import pytest
from django.core.files.storage import default_storage, storages

from operations.backup.file.reading import opened
from operations.backup.file.writing import write
from operations.backup.progress import Progress
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.processes]


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Of this test alone: what others left is none of its business."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = {"BACKEND": "serving.files.whole.WholeFiles", "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = settings.STORAGES | {"private": private}


def test_file_that_was_lost_is_named_and_one_that_was_withdrawn_is_held(tmp_path):
    lost, withdrawn = factories.document(), factories.document()
    default_storage.delete(lost.file.name)
    withdrawn.withdraw(taken_down=True)

    written = write(tmp_path / "backups", Progress())

    assert storages["private"].exists(withdrawn.file.name)
    assert written.missing == [lost.file.name]
    with opened(written.path) as backup:
        assert backup.manifest.missing == [lost.file.name]
