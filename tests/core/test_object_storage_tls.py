"""An S3 server over TLS: with the certificate of an authority of one's own, which STORAGE_CA names, and with no other."""

import json

import pytest

from tests import objects
from tests.live import LiveSite

pytestmark = pytest.mark.processes

SETTINGS = {
    "SECRET_KEY": "only for tests " * 5,
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    for name in ("ours", "another"):
        objects.authority(folder, name)
    return folder


@pytest.fixture
def served(certificates):
    """(the server behind TLS, whose certificate is ours, its bucket, what it was asked in the clear or not)"""
    asked = []
    with objects.moto() as server:
        context = objects.server_context(certificates, "ours")
        with objects.before(server, lambda *request: asked.append(request), context) as front:
            yield front, objects.new_bucket(server), asked


def site(tmp_path, address: str, **settings: str) -> LiveSite:
    return LiveSite(tmp_path, SETTINGS | {"STORAGE_URL": address} | settings)


def test_storage_whose_authority_is_named_is_used(served, certificates, tmp_path):
    front, bucket, asked = served
    storage = site(tmp_path, bucket.url(front.url), STORAGE_CA=str(certificates / "ours.pem"))

    said = storage.run("storage", "--create").stdout
    found = json.loads(storage.run("doctor", "--only", "storage", "--json").stdout)

    assert said == "The storage of uploaded files takes, gives, moves and removes files.\n"
    assert found["worst"] == "ok"
    assert ("PUT", bucket.name) in asked


@pytest.mark.parametrize("authority", ["none", "another", "ours, for another name"])
def test_certificate_that_is_not_known_is_refused_before_anything_is_sent(served, certificates, tmp_path, authority):
    front, bucket, asked = served
    bucket.create()
    address = bucket.url(front.url)
    if authority == "ours, for another name":
        address = address.replace("127.0.0.1", "localhost")
    name = authority.partition(",")[0]
    named = {} if authority == "none" else {"STORAGE_CA": str(certificates / f"{name}.pem")}

    done = site(tmp_path, address, **named).run("doctor", "--only", "storage", "--json", check=False)
    tried = site(tmp_path, address, **named).run("storage", check=False)

    findings = json.loads(done.stdout)["checks"]["storage"]
    assert [one["said"].partition(": ")[2] for one in findings] == ["SSLError."] * 2
    assert "STORAGE_CA" in findings[0]["remedy"]
    assert "SSL validation failed" in tried.stderr.splitlines()[-1]
    assert (asked, bucket.files()) == ([], {})


def test_variables_of_amazons_tools_change_nothing(served, certificates, tmp_path):
    front, bucket, asked = served
    storage = site(tmp_path, bucket.url(front.url), AWS_CA_BUNDLE=str(certificates / "ours.pem"))

    assert storage.run("storage", "--create", check=False).returncode
    assert asked == []
