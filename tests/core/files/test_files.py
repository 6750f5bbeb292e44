"""Documents, video and sound, and the way that uploaded files are served."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation

from core.models import CampaignDocument, CampaignMedia
from tests import factories
from tests.core import specimens


def test_document_knows_its_checksum_and_size(db):
    document = CampaignDocument.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"))

    assert (document.sha256, document.file_size, document.format) == (hashlib.sha256(b"guide").hexdigest(), 5, "TXT")


def test_checksum_follows_a_replaced_file(db):
    document = CampaignDocument.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"))

    document.file = ContentFile(b"autre guide", name="autre.txt")
    document.save()

    assert document.sha256 == hashlib.sha256(b"autre guide").hexdigest()


@pytest.mark.parametrize(
    ("fields", "place", "reason"),
    [
        ({"transcript": ""}, "transcript", "Write the transcript"),
        ({"captions": ""}, "captions", "Add the captions"),
        ({"captions": ContentFile(b"1\n00:00:01,000", name="film.vtt")}, "captions", "first line must be WEBVTT"),
        ({"captions": ContentFile(b"x", name="film.srt")}, "captions", "srt"),
    ],
)
def test_video_without_words_is_refused(db, fields, place, reason):
    good = {
        "title": "Film",
        "type": "video",
        "language": "fr",
        "file": ContentFile(specimens.MP4, name="film.mp4"),
        "captions": ContentFile(b"WEBVTT\n", name="film.vtt"),
        "transcript": "Tout ce qui est dit.",
    }

    with translation.override("en"), pytest.raises(ValidationError) as refused:
        CampaignMedia(**good | fields).full_clean()
    with translation.override("en"):
        messages = refused.value.message_dict

    assert list(messages) == [place]
    assert reason in messages[place][0]


@pytest.fixture
def media(db):
    film = factories.media_of_before("film.mp4", bytes(range(100)))
    factories.shown(film)
    yield film.file.url
    default_storage.delete(film.file.name)


@pytest.mark.parametrize(
    ("wanted", "status", "content_range", "content"),
    [
        (None, 200, None, bytes(range(100))),
        ("bytes=0-9", 206, "bytes 0-9/100", bytes(range(10))),
        ("bytes=90-", 206, "bytes 90-99/100", bytes(range(90, 100))),
        ("bytes=-5", 206, "bytes 95-99/100", bytes(range(95, 100))),
        ("bytes=50-500", 206, "bytes 50-99/100", bytes(range(50, 100))),
        ("bytes=100-", 416, "bytes */100", b""),
        ("bytes=-0", 416, "bytes */100", b""),
        ("bytes=9-0", 200, None, bytes(range(100))),
        ("bytes=0-1,5-6", 200, None, bytes(range(100))),
        ("octets=0-1", 200, None, bytes(range(100))),
    ],
)
def test_media_is_served_whole_or_by_one_range(client, media, wanted, status, content_range, content):
    response = client.get(media, headers={"range": wanted} if wanted else {})

    body = b"".join(response) if response.streaming else response.content
    assert (response.status_code, response.get("Content-Range"), body) == (status, content_range, content)


@pytest.mark.parametrize("name", ["../db.sqlite3", "%2e%2e/db.sqlite3", "/etc/passwd", "nothing.png", "media/"])
def test_media_serves_nothing_else(client, db, name):
    assert client.get(f"/media/{name}", follow=True).status_code == 404


def test_documents_and_originals_are_not_served_as_media(client, db, tmp_path):
    document = CampaignDocument.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"))
    image = factories.image(tmp_path)
    factories.shown(document, image)

    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get(f"/media/images/../{document.file.name}").status_code == 404
    assert client.get(f"/media/images/%2e%2e/{document.file.name}").status_code == 404
    assert client.get(f"/media//{image.file.name}").status_code == 404
    assert client.get(f"/media/./{image.file.name}").status_code == 404
    assert client.get(document.url).status_code == 200


def test_file_that_a_browser_could_run_is_saved_not_shown(client, db):
    film = factories.media_of_before("page.html", b"<script>")
    factories.shown(film)

    response = client.get(film.file.url)

    assert response["Content-Disposition"] == "attachment"
    assert b"".join(response)
