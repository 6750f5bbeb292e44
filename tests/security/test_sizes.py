"""What is too much is refused in one word, at once: fields, files, bodies, depths."""

import json
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories

FORM = "application/x-www-form-urlencoded"
SAME = {"Sec-Fetch-Site": "same-origin"}
PUBLIC = ["/fr/report-accessibility-problem/", "/fr/recherche/", "/fr/audience-measurement/", "/fr/annuaire/", "/r"]


@pytest.fixture(autouse=True)
def site(home, settings):
    from core.models import Operator
    from tests.outreach.directory import listed

    Operator.objects.create(site=home.get_site(), contact_email="contact@example.org")
    factories.search_page(home)
    listed.directory(home)


def quickly(ask):
    began = time.monotonic()
    response = ask()
    assert time.monotonic() - began < 5
    return response.status_code


@pytest.mark.parametrize("path", PUBLIC)
def test_body_that_is_too_large_is_refused(client, path):
    body = b"message=" + b"a" * 3_000_000
    status = quickly(lambda: client.generic("POST", path, body, content_type=FORM, headers=SAME))

    assert status == (204 if path == "/r" else 400)


@pytest.mark.parametrize("path", PUBLIC)
def test_fields_that_are_too_many_are_refused(client, path):
    body = "&".join(f"a{number}=1" for number in range(20_000)).encode()
    status = quickly(lambda: client.generic("POST", path, body, content_type=FORM, headers=SAME))

    assert status == (204 if path == "/r" else 400)


@pytest.mark.parametrize("path", PUBLIC[:-1])
def test_files_that_are_too_many_are_refused(client, path):
    files = {f"a{number}": SimpleUploadedFile(f"{number}.txt", b"x") for number in range(200)}

    assert quickly(lambda: client.post(path, files, headers=SAME)) == 400


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"[" * 100_000),
        ("application/json", json.dumps({"a": "b" * 100_000}).encode()),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 100_000),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=" + b"a" * 100_000),
        ("multipart/form-data", b"x"),
        (FORM, b"%" * 100_000),
        (FORM, b"&" * 100_000),
        (FORM, b"message=%ff%fe%00"),
    ],
)
def test_body_that_is_no_form_is_refused_or_read_as_an_empty_one(client, path, kind, body):
    status = quickly(lambda: client.generic("POST", path, body, content_type=kind, headers=SAME))

    assert status in (200, 204, 400, 413, 422)


@pytest.mark.parametrize("path", ["/fr/recherche/", "/fr/annuaire/", "/api/v2/campaigns/", "/fr/q/", "/"])
def test_query_of_any_length_is_answered(client, path):
    for query in ("a" * 100_000, "&".join(f"a{number}=1" for number in range(9_000)), "q=" + "%20a" * 20_000):
        assert quickly(lambda query=query: client.get(f"{path}?{query}")) in (200, 302, 400)


def test_fields_of_a_query_that_are_too_many_are_refused(client):
    query = "&".join(f"a{number}=1" for number in range(20_000))

    assert quickly(lambda: client.get(f"/fr/recherche/?{query}")) == 400


def test_search_for_very_much_is_cut(client):
    assert quickly(lambda: client.post("/fr/recherche/", {"q": "mot " * 100_000}, headers=SAME)) == 200


def test_length_that_lies_is_no_failure(client):
    for length in ("", "0", "5", "999999"):
        status = quickly(
            lambda length=length: client.generic(
                "POST", "/fr/recherche/", b"", content_type=FORM, headers=SAME,
                CONTENT_LENGTH=length, **{"wsgi.input": BytesIO(b"q=mot")},
            )
        )  # fmt: skip
        assert status in (200, 400)
