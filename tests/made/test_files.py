"""A file is there with its row, whole, or not at all."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from campaigns.plan.models import PrintedItem
from made import files
from tests import factories


@pytest.fixture
def item(db):
    return PrintedItem(campaign=factories.campaign(), link=None)


def test_stored_file_is_measured_whole(item):
    data = b"x" * (files.CHUNK + 1)

    files.store(item, "sheet.pdf", ContentFile(data))

    assert (item.size, item.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert item.file.read() == data


def test_file_goes_where_its_row_cannot_be_written(item):
    files.store(item, "sheet.pdf", ContentFile(b"a sheet"))

    with pytest.raises(OSError, match="no space"), files.whole(item.file):
        raise OSError("no space left")

    assert not default_storage.exists(item.file.name)


def test_file_stays_where_its_row_is_written(item):
    files.store(item, "sheet.pdf", ContentFile(b"a sheet"))

    with files.whole(item.file):
        pass

    assert default_storage.exists(item.file.name)


def test_dropped_file_is_there_until_it_is_committed(item, django_capture_on_commit_callbacks):
    files.store(item, "sheet.pdf", ContentFile(b"a sheet"))

    with django_capture_on_commit_callbacks(execute=True):
        files.drop(item.file)
        assert default_storage.exists(item.file.name)

    assert not default_storage.exists(item.file.name)
