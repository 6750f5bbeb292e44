"""Files on an S3 server: served as from a folder, window by window, and never by that server itself."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from moto.server import ThreadedMotoServer

from core.models.withdrawal import move
from serving.files import bodies as file_bodies
from serving.files import object_storage
from serving.files.answers import AT_ONCE, serve_file
from serving.files.object_storage import WINDOW, ObjectStorage
from tests import factories

pytestmark = pytest.mark.django_db

SMALL_FILE = bytes(range(100))
LARGE_FILE = os.urandom(WINDOW * 2 + 17)
ACCESS = {"access_key": "key", "secret_key": "secret/with+signs", "region_name": "eu-west-3"}


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(server):
    """An empty one, for each test."""
    name = f"bucket-{time.monotonic_ns()}"
    connect(server).create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return name


def connect(server):
    return boto3.client(
        "s3", endpoint_url=server, region_name="eu-west-3", aws_access_key_id="key", aws_secret_access_key="secret"
    )


def folder(server, bucket, location="media") -> ObjectStorage:
    return ObjectStorage(endpoint_url=server, bucket_name=bucket, location=location, **ACCESS)


@pytest.fixture
def storage(server, bucket):
    storage = folder(server, bucket)
    for name, content in (("small", SMALL_FILE), ("large", LARGE_FILE), ("empty", b"")):
        storage.save(name, ContentFile(content))
    return storage


@pytest.fixture
def both(server, bucket, settings):
    """The site's own folders, in the bucket."""
    for alias, location in (("default", "media"), ("private", "private")):
        options = {"endpoint_url": server, "bucket_name": bucket, "location": location} | ACCESS
        backend = {"BACKEND": "serving.files.object_storage.ObjectStorage", "OPTIONS": options}
        settings.STORAGES = settings.STORAGES | {alias: backend}
    return storages


def ask(storage, name="large", method="GET", headers=None, **options):
    request = RequestFactory().generic(method, f"/{name}", headers=headers or {})
    return serve_file(request, name, storage, **{"kind": "application/zip"} | options)


def read(response) -> bytes:
    with closing(response):
        return b"".join(response)


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("", 0, len(LARGE_FILE)),
        ("bytes=0-9", 0, 10),
        (f"bytes={WINDOW - 5}-{WINDOW + 4}", WINDOW - 5, WINDOW + 5),
        ("bytes=17-", 17, len(LARGE_FILE)),
        (f"bytes=-{AT_ONCE + 1}", len(LARGE_FILE) - AT_ONCE - 1, len(LARGE_FILE)),
        (f"bytes=0-{len(LARGE_FILE) * 2}", 0, len(LARGE_FILE)),
    ],
)
def test_any_part_of_a_file_is_answered(storage, wanted, start, end):
    response = ask(storage, headers={"range": wanted} if wanted else {})

    assert read(response) == LARGE_FILE[start:end]
    assert response.status_code == (206 if wanted else 200)
    assert response.get("Content-Range") == (f"bytes {start}-{end - 1}/{len(LARGE_FILE)}" if wanted else None)


def test_answer_says_what_the_server_knows_of_the_file(storage):
    response = ask(storage, "small")

    modified = storage.get_modified_time("small")
    assert read(response) == SMALL_FILE
    assert response["ETag"] == f'"{hashlib.md5(SMALL_FILE).hexdigest()}"'
    assert response["Last-Modified"] == modified.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert ask(storage, "small", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert ask(storage, "small", headers={"if-match": '"another"'}).status_code == 412
    assert ask(storage, "small", headers={"range": "bytes=100-"})["Content-Range"] == "bytes */100"
    assert ask(storage, "small", etag="abc")["ETag"] == '"abc"'


@pytest.mark.parametrize("wanted", ["", "bytes=0-", "bytes=-5"])
def test_empty_file_is_answered_whole(storage, wanted):
    response = ask(storage, "empty", headers={"range": wanted} if wanted else {})

    assert (response.status_code, read(response)) == (200, b"")


def test_head_reads_nothing(storage, monkeypatch):
    monkeypatch.setattr(ObjectStorage, "open_at", None)

    response = ask(storage, method="HEAD")

    assert (response.status_code, response["Content-Length"], read(response)) == (200, str(len(LARGE_FILE)), b"")


@pytest.mark.parametrize("name", ["missing", "../outside", "", ".", "small/within", "../private/small"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_no_file_is_not_found(storage, name, method):
    with pytest.raises(Http404):
        ask(storage, name, method)


def test_one_window_is_fetched_at_a_time(storage, monkeypatch):
    fetched = []
    original = ObjectStorage._bytes

    def watched(self, stored, start, length):
        fetched.append((start, length))
        return original(self, stored, start, length)

    monkeypatch.setattr(ObjectStorage, "_bytes", watched)

    response = ask(storage)
    next(iter(response))
    after_the_first_piece = list(fetched)
    read(response)

    assert after_the_first_piece == [(0, WINDOW)]
    assert fetched == [(0, WINDOW), (WINDOW, WINDOW), (2 * WINDOW, 17)]


@pytest.mark.parametrize("act", ["deleted", "replaced"])
def test_download_of_a_file_that_is_another_meanwhile_breaks_off(storage, act, caplog):
    response = ask(storage)
    first = next(iter(response))

    storage.delete("large")
    if act == "replaced":
        storage.save("large", ContentFile(os.urandom(len(LARGE_FILE))))
    got = first + read(response)

    assert got == LARGE_FILE[:WINDOW]
    assert caplog.messages[-1] == f"a file ended {len(LARGE_FILE) - WINDOW} bytes early while it was served"


def test_server_that_does_not_answer_is_told_as_busy(caplog):
    storage = folder("http://127.0.0.1:9", "bucket")

    response = ask(storage)

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "30", "no-store")
    assert caplog.messages == ["large cannot be served: its storage does not answer"]


def test_place_is_given_back_where_a_file_cannot_be_opened(storage, monkeypatch):
    monkeypatch.setattr(file_bodies, "places", file_bodies.threading.BoundedSemaphore(1))

    def refuse(*arguments):
        raise object_storage.AwayError("not now")

    with monkeypatch.context() as patched:
        patched.setattr(ObjectStorage, "open_at", refuse)
        assert ask(storage).status_code == 503

    assert read(ask(storage)) == LARGE_FILE


def test_nginx_is_given_a_signed_way_to_the_file(storage, server, bucket, settings):
    settings.ACCEL_REDIRECT = "/sent-by-nginx/"
    storage.save("kits/trousse é.zip", ContentFile(SMALL_FILE))

    response = ask(storage, "kits/trousse é.zip", filename="trousse.zip", etag="abc")

    path, _mark, query = response["X-Object"].partition("?")
    assert response["X-Accel-Redirect"] == "/sent-by-nginx/objects"
    assert path == f"/{bucket}/media/kits/trousse%20%C3%A9.zip"
    assert "X-Amz-Signature=" in query
    assert "secret" not in query
    assert response["X-Object-Host"] == server.removeprefix("http://")
    assert response["ETag"] == f'"{hashlib.md5(SMALL_FILE).hexdigest()}"'  # which nginx passes on
    assert read(response) == b""


def test_signed_host_has_no_port_that_goes_without_saying(bucket):
    storage = folder("https://s3.example.org:443", bucket)

    stored = object_storage.Stored("a", storage, 1, timezone.now(), "1")

    assert storage.signed_headers(stored)["X-Object-Host"] == "s3.example.org"


def test_address_is_the_applications_own(storage):
    assert storage.url("images/é.png") == "/media/images/%C3%A9.png"


def test_second_file_of_a_name_has_another(storage):
    assert storage.save("small", ContentFile(b"other")) != "small"
    assert storage.open("small").read() == SMALL_FILE


def test_bucket_lets_nobody_read(storage, server, bucket):
    owner = connect(server).get_object_acl(Bucket=bucket, Key="media/small")

    assert [grant["Grantee"]["Type"] for grant in owner["Grants"]] == ["CanonicalUser"]


def test_threads_and_folders_share_one_connection(both):
    """The library's own would be one for each thread and each folder."""
    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(lambda: both["private"].bucket.meta.client).result()

    assert other is both["default"].bucket.meta.client
    assert other is both["default"].client


def test_file_moves_within_the_bucket_without_being_read(storage, server, bucket, monkeypatch):
    private = folder(server, bucket, "private")
    private.save("large", ContentFile(b"of old"))
    monkeypatch.setattr(ObjectStorage, "_open", None)

    move("large", storage, private)

    assert (storage.exists("large"), private.size("large")) == (False, len(LARGE_FILE))


def test_file_moves_between_a_folder_and_the_bucket(storage, tmp_path):
    local = FileSystemStorage(tmp_path)

    move("large", storage, local)
    move("large", local, storage)

    assert (local.exists("large"), read(ask(storage))) == (False, LARGE_FILE)


def test_document_is_withdrawn_and_comes_back(both, client):
    document = factories.document()
    factories.shown(document)
    address = document.url

    document.withdraw(taken_down=True)
    hidden = client.get(address)
    document.restore()
    shown = client.get(address)

    assert hidden.status_code == 404
    assert (shown.status_code, shown.content) == (200, b"Une ligne.\n")


def test_picture_out_of_rights_leaves_no_rendition(both, tmp_path, client):
    image = factories.image(tmp_path)
    factories.shown(image)
    rendition = image.get_rendition("width-400")
    before = client.get(rendition.url)

    image.rights_until = timezone.localdate() - timedelta(days=1)
    image.save()
    image.withdraw()

    assert (before.status_code, before.content[:4]) == (200, b"\x89PNG")
    assert client.get(rendition.url).status_code == 404
    assert [both["default"].exists(image.file.name), both["private"].exists(image.file.name)] == [False, True]


def test_kit_is_downloaded_from_the_private_folder(both, client, home):
    kit = factories.kit(factories.catalogue(home), slug="къде-أين-哪里")
    edition = factories.kit_edition(kit)

    response = client.get(edition.files.first().url, headers={"range": "bytes=1-2"})

    assert (response.status_code, response.content) == (206, b"ak")
