"""Backups of a site whose files lie on an S3 server: all of them are held, and come back into a bucket or a folder."""

import json
import threading
from pathlib import Path

import pytest

from operations.backup.file.reading import opened
from tests import objects
from tests.live import free_port
from tests.operations.rig import FILES, KEY
from tests.operations.test_backup_kills import wait_for

LARGE = {"media/film.mp4": bytes(range(256)) * 40_000}  # two parts of an upload
pytestmark = [pytest.mark.parametrize("kind", ["sqlite"]), pytest.mark.processes]


@pytest.fixture(scope="module")
def server():
    with objects.moto() as url:
        yield url


@pytest.fixture
def bucket(server):
    return objects.new_bucket(server).create()


@pytest.fixture
def distant(small, bucket):
    """The small site, with its files in the bucket alone."""
    bucket.put(small.files() | LARGE)
    for name in FILES:
        (small.var / name).unlink()
    small.extra = {"STORAGE_URL": bucket.url()}
    return small


@pytest.mark.parametrize("key", [pytest.param("", marks=pytest.mark.rehearsal), KEY])
def test_objects_are_restored_into_an_empty_bucket(distant, empty, server, key):
    other = objects.new_bucket(server).create()
    distant.extra |= {"BACKUP_KEY": key}
    empty.extra = {"BACKUP_KEY": key, "STORAGE_URL": other.url()}

    told = distant.backup()
    restored = empty.restore(told["file"])

    assert (told["verified"], told["missing"]) == ("restored", 0)
    assert other.files() == FILES | LARGE
    assert (restored["files"], empty.groups(), empty.files()) == (4, ["éditeurs"], {})


def test_objects_are_restored_into_a_folder_and_files_of_a_folder_into_a_bucket(distant, empty, make_rig, server):
    back, other = make_rig("back"), objects.new_bucket(server).create()
    back.extra = {"STORAGE_URL": other.url()}

    file = distant.backup("--no-verify")["file"]
    _restored, told = empty.calls(("restore", file), ("backup", empty.backups, "--no-verify"))
    in_the_folder = empty.files()
    back.restore(told["file"])

    assert in_the_folder == FILES | LARGE
    assert other.files() == FILES | LARGE


def test_restore_brings_a_bucket_back_to_what_it_was(distant, bucket):
    file = distant.backup("--no-verify")["file"]
    bucket.put({"media/later.png": b"later", "private/testimonies/sealed": b"changed"})
    bucket.client.delete_object(Bucket=bucket.name, Key="media/film.mp4")

    refused = distant.refused("restore", file)
    told = distant.restore(file, "--replace")

    assert "there is something here already (database, media, private)" in refused
    assert bucket.files() == FILES | LARGE
    assert (told["files"], told["removed"]) == (2, 1)


@pytest.mark.parametrize("before_it_is_asked_for", [pytest.param("HEAD", marks=pytest.mark.rehearsal), "GET"])
def test_object_that_goes_while_it_is_read_is_named(distant, bucket, server, before_it_is_asked_for):
    def lose(method, key):
        if (method, key) == (before_it_is_asked_for, "media/film.mp4"):
            bucket.client.delete_object(Bucket=bucket.name, Key=key)

    with objects.before(server, lose) as front:
        distant.extra = {"STORAGE_URL": bucket.url(front.url)}
        done = distant.call("backup", distant.backups)

    told = json.loads(done.stdout)
    with opened(Path(told["file"])) as backup:
        said = backup.manifest.missing
    assert (told["missing"], said, told["verified"]) == (1, ["media/film.mp4"], "restored")
    assert "media/film.mp4 is not in the backup" in done.stderr


def test_backup_killed_while_an_object_is_fetched_leaves_nothing_that_looks_whole(distant, bucket, server):
    asked, go_on = threading.Event(), threading.Event()

    def hold(method, key):
        if (method, key) == ("GET", "private/testimonies/sealed"):
            asked.set()
            go_on.wait(60)

    with objects.before(server, hold) as front:
        distant.extra = {"STORAGE_URL": bucket.url(front.url)}
        backing_up = distant.begin("backup", distant.backups)
        assert asked.wait(60)
        backing_up.kill()
        backing_up.communicate()
        go_on.set()
        left = list(distant.backups.glob("backup-*"))
        told = distant.backup()

    assert (left, told["verified"]) == ([], "restored")
    assert list(distant.backups.glob(".*.part")) == []


def test_restore_killed_while_an_object_is_stored_is_seen_and_completed(distant, empty, server):
    other, asked, go_on = objects.new_bucket(server).create(), threading.Event(), threading.Event()

    def hold(method, key):
        if (method, key) == ("PUT", "private/testimonies/sealed"):
            asked.set()
            go_on.wait(60)

    file = distant.backup("--no-verify")["file"]
    with objects.before(server, hold) as front:
        empty.extra = {"STORAGE_URL": other.url(front.url)}
        restoring = empty.begin("restore", file)
        assert asked.wait(60)
        restoring.kill()
        restoring.communicate()
        refused = [
            empty.refused(*command) for command in (("serve", "--port", str(free_port())), ("backup", empty.backups))
        ]
        half = other.files()
        go_on.set()
        wait_for(lambda: "private/testimonies/sealed" in other.files())  # what was under way arrives late
        empty.restore(file, "--replace")

    assert "private/testimonies/sealed" not in half
    assert ["a restore was interrupted" in said for said in refused] == [True, True]
    assert (other.files(), empty.groups()) == (FILES | LARGE, ["éditeurs"])


@pytest.mark.parametrize("what", ["server", "bucket"])
def test_server_that_fails_is_told_in_one_sentence_and_noted(distant, server, what):
    nowhere = objects.Bucket("http://127.0.0.1:9", "bucket") if what == "server" else objects.new_bucket(server)
    distant.extra = {"STORAGE_URL": nowhere.url()}

    said = distant.refused("backup", distant.backups)

    noted = json.loads((distant.backups / "last-backup.json").read_text())
    assert "which keeps the media files, does not do what it should" in said
    assert ("NoSuchBucket" in said) == (what == "bucket")
    assert noted["error"].startswith("the server of STORAGE_URL")
    assert list(distant.backups.glob("backup-*")) == []
