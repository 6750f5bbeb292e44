"""An address names one file, and never one beside, above or behind it."""

from pathlib import Path

import pytest
from django.conf import settings as ours
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from core.files.media import _is_an_address
from tests import factories
from tests.security.test_fuzz import Request
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (a fixture)
from tests.serving.page_cache.visits import Visitor

SECRET = b"canary: nobody reads this"


@pytest.fixture
def site(settings, tmp_path, home) -> Visitor:
    from django.core.wsgi import get_wsgi_application

    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    default_storage.save("documents/secret.txt", ContentFile(SECRET))
    default_storage.save("original_images/secret.png", ContentFile(SECRET))
    default_storage.save("images/a.png", ContentFile(b"picture"))
    factories.shown(factories.media_of_before("a.png", b"picture"))
    (tmp_path / "var" / "secret.txt").write_bytes(SECRET)
    factories.document()
    return Visitor(get_wsgi_application())


def answer(site: Visitor, address: str) -> tuple[int, bytes]:
    """Of an address as it is sent: its escapes are undone once, as a server does."""
    answered = []
    body = site.site(Request("GET", address, "", {}, "", b"").environ, lambda *said: answered.append(said))
    read = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return int(answered[-1][0][:3]), read


def tricks(media: Path) -> list[str]:
    return [
        "documents/secret.txt",
        "original_images/secret.png",
        "images/../documents/secret.txt",
        "images/..%2fdocuments/secret.txt",
        "images/%2e%2e/documents/secret.txt",
        "images/..%5cdocuments%5csecret.txt",
        "images%2f..%2fdocuments%2fsecret.txt",
        "./documents/secret.txt",
        "%2e/documents/secret.txt",
        "/documents/secret.txt",
        "//documents/secret.txt",
        "documents//secret.txt",
        "documents/./secret.txt",
        "documents%2fsecret.txt",
        "documents/secret.txt%00.png",
        "documents/secret.txt/",
        "documents/secret.txt%20",
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e%2fsecret.txt",
        "%252e%252e%252fsecret.txt",
        "..%c0%afsecret.txt",
        "..%ef%bc%8fsecret.txt",
        "%ef%bc%8e%ef%bc%8e/secret.txt",
        "....//secret.txt",
        "images/../../secret.txt",
        f"{media}/documents/secret.txt",
        f"/{media}/documents/secret.txt",
        f"{media}/../secret.txt",
        f"{str(media).replace('/', '%2f')}%2fdocuments%2fsecret.txt",
        "file://documents/secret.txt",
    ]


@pytest.mark.parametrize("number", range(31))
def test_no_spelling_of_an_address_reads_a_private_file(site, settings, number):
    trick = tricks(Path(settings.MEDIA_ROOT))[number]

    for prefix in ("/media/", "/media//", "/documents/1/", "/kits/1/1/", "/static/", "/static/..%2fmedia/"):
        status, read = answer(site, prefix + trick)
        assert (status in (301, 302, 400, 404), SECRET in read) == (True, False), (prefix + trick, status)


def test_private_files_are_there_and_the_public_one_is_read(site, settings):
    """Else the tricks above would prove nothing."""
    assert (Path(settings.MEDIA_ROOT) / "documents" / "secret.txt").read_bytes() == SECRET
    assert answer(site, "/media/media/a.png") == (200, b"picture")


def test_whole_path_of_a_private_file_is_no_name(settings):
    assert not _is_an_address(f"{settings.MEDIA_ROOT}/documents/secret.txt")
    assert _is_an_address("images/a.png")


def test_what_is_private_lies_outside_what_is_served():
    assert not Path(storages["private"].location).is_relative_to(ours.MEDIA_ROOT)
    assert not Path(storages["private"].location).is_relative_to(ours.STATIC_ROOT)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "..\\evil.txt",
        "/etc/evil.txt",
        "a\0b.txt",
        "con.txt",
        "é\u202e.txt",
        "a" * 300 + ".txt",
        ".htaccess",
    ],
)
def test_name_of_an_upload_chooses_no_folder(settings, tmp_path, db, name):
    settings.MEDIA_ROOT = tmp_path / "media"

    try:
        made = factories.document(file=ContentFile(b"x", name=name))
    except (SuspiciousFileOperation, ValidationError, ValueError):
        return  # refused

    stored = Path(made.file.path).resolve()
    assert stored.is_relative_to((tmp_path / "media" / "documents").resolve())
    assert stored.parent == (tmp_path / "media" / "documents").resolve()


@pytest.mark.parametrize(
    "code", ["..", "%2e%2e", "....//", "a%00b", "%ff", "é", "a" * 5000, "BCDFGH%20", "bcdfgh%0a", "../admin"]
)
def test_code_that_is_none_leads_nowhere(site, code):
    status, _read = answer(site, f"/s/{code}")

    assert status in (301, 404)
