"""Files, whole and in parts: what RFC 9110 says of conditions and ranges."""

import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, default_storage, storages
from django.http import Http404
from django.test import RequestFactory
from django.utils.http import http_date
from hypothesis import given
from hypothesis import strategies as st

from core.web.middleware import GZipMiddleware
from serving.files import bodies as file_bodies
from serving.files.answers import AT_ONCE, serve_file
from serving.files.bodies import SMALL, FileAnswer

# The end of a request, which a server tells at the end of the answer, looks after the connection to the database.
pytestmark = pytest.mark.django_db

SMALL_FILE = bytes(range(100))
LARGE_FILE = os.urandom(AT_ONCE * 3 + 17)
LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)
DATE = http_date(LONG_AGO.timestamp())
WHOLE = (200, None, SMALL_FILE)
NOTHING = (416, "bytes */100", b"")


@pytest.fixture
def storage(tmp_path):
    storage = FileSystemStorage(tmp_path)
    for name, content in (("small", SMALL_FILE), ("large", LARGE_FILE), ("empty", b"")):
        storage.save(name, ContentFile(content))
        set_time(storage, name, LONG_AGO)
    return storage


def set_time(storage, name, moment):
    os.utime(storage.path(name), (moment.timestamp(), moment.timestamp()))


def ask(storage, name="small", method="GET", headers=None, **options):
    request = RequestFactory().generic(method, f"/{name}", headers=headers or {})
    return serve_file(request, name, storage, **{"kind": "application/zip"} | options)


def read(response) -> bytes:
    with closing(response):
        return b"".join(response)


def answer(response):
    return response.status_code, response.get("Content-Range"), read(response)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("", WHOLE),
        ("bytes=0-9", (206, "bytes 0-9/100", SMALL_FILE[:10])),
        ("bytes=0-0", (206, "bytes 0-0/100", SMALL_FILE[:1])),
        ("bytes=0-", (206, "bytes 0-99/100", SMALL_FILE)),
        ("bytes=99-", (206, "bytes 99-99/100", SMALL_FILE[99:])),
        ("bytes=50-500", (206, "bytes 50-99/100", SMALL_FILE[50:])),
        ("bytes=-5", (206, "bytes 95-99/100", SMALL_FILE[95:])),
        ("bytes=-500", (206, "bytes 0-99/100", SMALL_FILE)),
        ("Bytes = 0-1", (206, "bytes 0-1/100", SMALL_FILE[:2])),
        ("bytes=000-0001", (206, "bytes 0-1/100", SMALL_FILE[:2])),
        ("bytes=0-" + "9" * 5000, (206, "bytes 0-99/100", SMALL_FILE)),
        ("bytes=-" + "9" * 5000, (206, "bytes 0-99/100", SMALL_FILE)),
        ("bytes=100-", NOTHING),
        ("bytes=100-200", NOTHING),
        ("bytes=-0", NOTHING),
        (f"bytes={'9' * 5000}-", NOTHING),
        ("bytes=9-0", WHOLE),
        (f"bytes={'9' * 30}-{'9' * 29}", NOTHING),
        ("bytes=0-1,5-6", WHOLE),
        ("bytes=0-9,5-14", WHOLE),
        ("bytes=" + ",".join(["0-"] * 500), WHOLE),
        ("bytes=-", WHOLE),
        ("bytes=", WHOLE),
        ("bytes=--1", WHOLE),
        ("bytes=a-b", WHOLE),
        ("bytes=+0-+9", WHOLE),
        ("bytes=٠-٩", WHOLE),
        ("octets=0-1", WHOLE),
        ("0-1", WHOLE),
    ],
)
def test_range_is_answered_as_it_can_be(storage, wanted, expected):
    assert answer(ask(storage, headers={"range": wanted} if wanted else {})) == expected


@pytest.mark.parametrize("wanted", ["bytes=0-", "bytes=-5", "bytes=5-"])
def test_empty_file_has_no_range(storage, wanted):
    assert answer(ask(storage, "empty", headers={"range": wanted})) == (200, None, b"")


@given(start=st.integers(-5, 400_000), end=st.integers(-5, 400_000))
def test_any_range_is_part_of_the_file_and_no_longer(tmp_path_factory, start, end):
    storage = InMemoryStorage()
    storage.save("large", ContentFile(LARGE_FILE))

    response = ask(storage, "large", headers={"range": f"bytes={start}-{end}"})

    body = read(response)
    if response.status_code == 206:
        assert body == LARGE_FILE[start : end + 1]
        assert response["Content-Range"] == f"bytes {start}-{start + len(body) - 1}/{len(LARGE_FILE)}"
    else:
        assert body == (LARGE_FILE if response.status_code == 200 else b"")


@given(cuts=st.lists(st.integers(1, len(LARGE_FILE) - 1), max_size=5, unique=True))
def test_download_that_was_broken_off_goes_on_to_the_same_file(cuts):
    storage = InMemoryStorage()
    storage.save("large", ContentFile(LARGE_FILE))
    tag = ask(storage, "large", "HEAD")["ETag"]
    got = b""

    for cut in [*sorted(cuts), len(LARGE_FILE)]:
        response = ask(storage, "large", headers={"range": f"bytes={len(got)}-", "if-range": tag})
        assert (response.status_code, response["ETag"]) == (206, tag)
        got += read(response)[: cut - len(got)]

    assert got == LARGE_FILE


def test_answer_says_what_is_sent_and_how_to_go_on(storage):
    response = ask(storage, "large", etag="abc", filename="trousse é.zip", cache_control="private")

    assert isinstance(response, FileAnswer)
    assert read(response) == LARGE_FILE
    assert dict(response.items()) == {
        "Content-Type": "application/zip",
        "Content-Length": str(len(LARGE_FILE)),
        "ETag": '"abc"',
        "Last-Modified": DATE,
        "Cache-Control": "private",
        "Accept-Ranges": "bytes",
        "Content-Disposition": "attachment; filename*=utf-8''trousse%20%C3%A9.zip",
    }


@pytest.mark.parametrize("name", ["small", "large"])
def test_head_is_told_what_get_would_be_and_sends_nothing(storage, name):
    told, got = ask(storage, name, "HEAD", headers={"range": "bytes=0-1"}), ask(storage, name)

    read(got)
    got.headers.setdefault("Content-Length", str(len(SMALL_FILE)))
    assert (told.status_code, dict(told.items()), read(told)) == (200, dict(got.items()), b"")


def test_tag_is_strong_and_follows_the_file(storage):
    tags = [ask(storage, "small")["ETag"], ask(storage, "large")["ETag"], ask(storage, "small")["ETag"]]
    set_time(storage, "small", LONG_AGO + timedelta(milliseconds=1))
    tags.append(ask(storage, "small")["ETag"])

    assert tags[0] == tags[2]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if-none-match": '"abc"'}, 304),
        ({"if-none-match": 'W/"abc"'}, 304),
        ({"if-none-match": '"x", "abc"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"abc"', "range": "bytes=0-9"}, 304),
        ({"if-none-match": '"old"'}, 200),
        ({"if-none-match": '"old"', "if-modified-since": DATE}, 200),
        ({"if-modified-since": DATE}, 304),
        ({"if-modified-since": "yesterday"}, 200),
        ({"if-match": '"abc"'}, 200),
        ({"if-match": '"old"'}, 412),
        ({"if-match": 'W/"abc"'}, 412),
        ({"if-unmodified-since": DATE}, 200),
        ({"if-unmodified-since": http_date(LONG_AGO.timestamp() - 60)}, 412),
        ({"if-match": '"old"', "range": "bytes=900-"}, 412),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_condition_comes_before_everything(storage, headers, status, method):
    response = ask(storage, method=method, headers=headers, etag="abc")

    assert response.status_code == status
    assert read(response) == (SMALL_FILE if (status, method) == (200, "GET") else b"")
    assert response.get("ETag") == (None if status == 412 else '"abc"')


def test_what_has_not_changed_is_told_with_its_rules(storage):
    response = ask(storage, headers={"if-none-match": '"abc"'}, etag="abc", cache_control="private")

    kept = {name: response.get(name) for name in ("ETag", "Last-Modified", "Cache-Control")}
    assert kept == {"ETag": '"abc"', "Last-Modified": DATE, "Cache-Control": "private"}


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"abc"', 206),
        ('"old"', 200),
        ('W/"abc"', 200),
        ("abc", 200),
        (DATE, 206),
        (http_date(LONG_AGO.timestamp() + 1), 200),
        (http_date(LONG_AGO.timestamp() - 1), 200),
        ("", 206),
        ("garbage", 200),
    ],
)
def test_range_of_another_file_is_the_whole_of_this_one(storage, condition, status):
    response = ask(storage, headers={"range": "bytes=10-19", "if-range": condition}, etag="abc")

    assert answer(response) == ((206, "bytes 10-19/100", SMALL_FILE[10:20]) if status == 206 else WHOLE)


def test_date_of_a_file_just_written_continues_nothing(storage):
    now = datetime.now(UTC)
    set_time(storage, "small", now)

    response = ask(storage, headers={"range": "bytes=10-", "if-range": http_date(now.timestamp())})

    assert answer(response) == WHOLE


def test_range_past_the_end_of_another_file_is_the_whole_of_this_one(storage):
    response = ask(storage, headers={"range": "bytes=5000-", "if-range": '"old"'}, etag="abc")

    assert answer(response) == WHOLE


@pytest.mark.parametrize("name", ["missing", "../outside", "", ".", "small/within"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_no_file_is_not_found(storage, name, method):
    with pytest.raises(Http404):
        ask(storage, name, method)


def test_file_that_is_removed_while_it_is_served_is_served_to_its_end(storage):
    response = ask(storage, "large")
    first = next(iter(response))

    storage.delete("large")

    assert first + read(response) == LARGE_FILE


def test_file_that_is_cut_while_it_is_served_ends_early_and_is_logged(storage, caplog):
    response = ask(storage, "large")

    os.truncate(storage.path("large"), SMALL)

    assert read(response) == LARGE_FILE[:SMALL]
    assert response["Content-Length"] == str(len(LARGE_FILE))
    assert caplog.messages == [f"a file ended {len(LARGE_FILE) - SMALL} bytes early while it was served"]


def test_file_that_grows_while_it_is_served_ends_where_it_was_said(storage):
    response = ask(storage, "large")

    with Path(storage.path("large")).open("ab") as file:
        file.write(b"more")

    assert read(response) == LARGE_FILE


@pytest.fixture
def two_places(monkeypatch):
    monkeypatch.setattr(file_bodies, "places", file_bodies.threading.BoundedSemaphore(2))


def test_download_too_many_is_told_to_come_again(storage, two_places):
    open_ones = [ask(storage, "large"), ask(storage, "large", headers={"range": "bytes=5-"})]

    refused = ask(storage, "large", filename="a.zip")

    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (503, "30", "no-store")
    assert "ETag" not in refused
    assert [ask(storage, "small").status_code, ask(storage, "large", "HEAD").status_code] == [200, 200]
    open_ones[0].close()
    assert answer(ask(storage, "large")) == (200, None, LARGE_FILE)


def test_place_is_given_back_once_however_a_download_ends(storage, two_places):
    for _time in range(3):
        read(ask(storage, "large"))
        abandoned = ask(storage, "large")
        next(iter(abandoned))
        abandoned.close()
        abandoned.close()
        forgotten = ask(storage, "large")
        del forgotten

    assert [ask(storage, "large").status_code for _time in range(2)] == [200, 200]


def test_request_ends_before_its_file_is_sent(storage, two_places):
    response = ask(storage, "large")

    body = response.hand_over()

    assert response.closed
    assert b"".join(body) == LARGE_FILE
    body.close()
    assert body.file is None


@pytest.mark.parametrize("name", ["media", "private"])
def test_proxy_sends_the_file_where_there_is_one(settings, name):
    settings.ACCEL_REDIRECT = "/sent-by-nginx/"
    storage = {"media": default_storage, "private": storages["private"]}[name]
    file = storage.save("kits/trousse é.zip", ContentFile(SMALL_FILE))
    moment = int(storage.get_modified_time(file).timestamp())

    response = ask(storage, file, headers={"range": "bytes=5-"}, etag="abc")

    assert (response.status_code, read(response)) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/sent-by-nginx/{name}/kits/trousse%20%C3%A9.zip"
    assert response["ETag"] == f'"{moment:x}-64"'  # nginx's own
    unchanged = ask(storage, file, headers={"if-none-match": response["ETag"]})
    assert (unchanged.status_code, "X-Accel-Redirect" in unchanged) == (304, False)
    with pytest.raises(Http404):
        ask(storage, "kits/none.zip")
    storage.delete(file)


def test_proxy_sends_no_file_of_another_storage(settings, storage):
    settings.ACCEL_REDIRECT = "/sent-by-nginx/"

    response = ask(storage, "small")

    assert "X-Accel-Redirect" not in response
    assert read(response) == SMALL_FILE


@pytest.mark.parametrize("name", ["small", "large"])
def test_stored_file_is_sent_as_it_is_to_who_takes_it_compressed(storage, name):
    """A server sends the bytes of the file itself: what is said of them must be of these."""
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})

    def answered(request):
        return serve_file(request, name, storage, kind="application/vnd.oasis.opendocument.text")

    response = GZipMiddleware(answered)(request)

    assert response.get("Content-Encoding") is None
    assert read(response) == {"small": SMALL_FILE, "large": LARGE_FILE}[name]
