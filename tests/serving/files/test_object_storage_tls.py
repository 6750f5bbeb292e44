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
BOTH = """
from django.core.management import CommandError, call_command
try:
    call_command("storage", *{arguments!r})
except CommandError as error:
    print(error)
try:
    call_command("doctor", "--only", "storage", "--json")
except SystemExit:
    pass
"""


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


def both(storage: LiveSite, *arguments: str) -> tuple[str, dict]:
    """What `storage` and then `doctor` say, in one process."""
    said, found = storage.run("shell", "-v", "0", "-c", BOTH.format(arguments=arguments)).stdout.splitlines()
    return said, json.loads(found)


def test_storage_whose_authority_is_named_is_used(served, certificates, tmp_path):
    front, bucket, asked = served
    storage = site(tmp_path, bucket.url(front.url), STORAGE_CA=str(certificates / "ours.pem"))

    said, found = both(storage, "--create")

    assert said == "The storage of uploaded files takes, gives, moves and removes files."
    assert found["worst"] == "ok"
    assert ("PUT", bucket.name) in asked


@pytest.mark.parametrize("authority", ["none, but for the tools of Amazon", "another", "ours, for another name"])
def test_certificate_that_is_not_known_is_refused_before_anything_is_sent(served, certificates, tmp_path, authority):
    """Where STORAGE_CA names none, the variable by which Amazon's tools would know it changes nothing."""
    front, bucket, asked = served
    bucket.create()
    address = bucket.url(front.url)
    if authority == "ours, for another name":
        address = address.replace("127.0.0.1", "localhost")
    name = authority.partition(",")[0]
    ours = {"AWS_CA_BUNDLE": str(certificates / "ours.pem")}
    named = ours if name == "none" else {"STORAGE_CA": str(certificates / f"{name}.pem")}

    said, found = both(site(tmp_path, address, **named))

    findings = found["checks"]["storage"]
    assert [one["said"].partition(": ")[2] for one in findings] == ["SSLError."] * 2
    assert "STORAGE_CA" in findings[0]["remedy"]
    assert "SSL validation failed" in said
    assert (asked, bucket.files()) == ([], {})
