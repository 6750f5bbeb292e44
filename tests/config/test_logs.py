"""What the log shows of an address that is a secret."""

import logging
import os
import subprocess
import sys

import pytest
from django.urls import URLResolver, get_resolver

from config import logs
from config.env import VARIABLES
from config.logs import WithoutSecrets
from tests.live import ROOT


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/calendar/dGhpcyBpcyBhIHNlY3JldCE.ics", "/calendar/….ics"),
        ("/review/MTI:1wXyZa:s3cr-et_/", "/review/…/"),
        ("/review/MTI:1wXyZa:s3cr-et_/4/", "/review/…/4/"),
        ("/fr/relay/p/dGhpcyBpcyBhIHNlY3JldCE/pack.zip?x=1", "/fr/relay/p/…/pack.zip?…"),
        ("/admin/calendar/?month=2026-12", "/admin/calendar/?…"),
        ("/admin/calendar/feed/renew/", "/admin/calendar/feed/renew/"),
        ("/fr/relay/la-loi/", "/fr/relay/la-loi/"),
    ],
)
def test_secret_part_of_an_address_is_hidden(address, shown):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (address,), None)

    found = WithoutSecrets().filter(record)

    assert (record if found is True else found).getMessage() == f"Internal Server Error: {shown}"


def routes(resolver, before: str = ""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, f"{before}{pattern.pattern}")
        else:
            yield f"{before}{pattern.pattern}", pattern.pattern.converters


def test_every_public_address_with_a_secret_in_it_is_hidden():
    secret = [route for route, asks in routes(get_resolver()) if {"token", "key"} & set(asks)]
    public = [route for route in secret if not route.startswith("admin/")]

    assert len(public) >= 8
    assert [route for route in public if not logs.SECRET.search(f"/{route}")] == []


VALUES = {
    "SECRET_KEY": "canary-secret-key",
    "DATABASE_URL": "postgres://user:canary%2Fdatabase@127.0.0.1:1/name",
    "REDIS_URL": "redis://:canary-redis@127.0.0.1:1/0",
    "MAIL_URL": "smtp://user:canary-mail@127.0.0.1:1",
    "STORAGE_URL": "s3://key:canary-storage@127.0.0.1:1/bucket?secure=off",
    "FRONTEND_CACHE_OPTIONS": "ZONEID=example,BEARER_TOKEN=canary-bearer",
    "FRONTEND_CACHE_BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend",
    "CONSENT_KEY": "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2E=,b2xkZXJvbGRlcm9sZGVyb2xkZXJvbGRlcm9sZGVyb2w=",
}
CANARIES = ["canary-secret-key", "canary%2Fdatabase", "canary/database", "canary-redis", "canary-mail"]
CANARIES += ["canary-storage", "canary-bearer"]
CANARIES += VALUES["CONSENT_KEY"].split(",")


@pytest.fixture
def with_secrets(monkeypatch):
    for name, value in VALUES.items():
        monkeypatch.setenv(name, value)


def written(*arguments, exc_info=None) -> str:
    """What a handler of the site writes."""
    record = logging.LogRecord("any", logging.ERROR, __file__, 1, arguments[0], arguments[1:], exc_info)
    shown = logs.WithoutSecrets().filter(record)
    return logging.Formatter("{levelname} {message}", style="{").format(record if shown is True else shown)


@pytest.mark.parametrize("secret", CANARIES)
def test_no_secret_of_the_settings_is_written(with_secrets, secret):
    said = written("it is %s, in %r", secret, {"OPTIONS": [secret]})

    assert secret not in said
    assert said == "ERROR it is …, in {'OPTIONS': ['…']}"


@pytest.mark.parametrize("secret", CANARIES)
def test_no_secret_is_written_with_what_was_raised(with_secrets, secret):
    try:
        try:
            raise OSError(f"cannot reach redis://:{secret}@host")
        except OSError as error:
            raise ValueError(f"with {secret}") from error
    except ValueError:
        said = written("it failed", exc_info=sys.exc_info())

    assert secret not in said
    assert "ValueError: with …" in said
    assert "cannot reach redis://:…@host" in said


@pytest.mark.parametrize(
    "path",
    ["/fr/corrections/abcdefghij.klm/", "/fr/corrections/abcdefghij/code/", "/fr/q/group/abcdefghijkl/result.pdf"],
)
def test_secret_addresses_of_groups_and_organisations_are_not_written(path):
    assert "abcdefghij" not in written("Internal Server Error: %s", path)


def test_every_variable_that_holds_a_secret_is_known_by_its_name_or_its_form():
    """A new one whose name says nothing of it is found here."""
    declared = {name for name in VARIABLES if logs.SECRET_NAME.search(name)}

    assert {"SECRET_KEY", "CONSENT_KEY"} <= declared
    assert {name for name in VARIABLES if name.endswith("_URL")} - {"BASE_URL"} == set(logs.ADDRESSES)
    assert {name for name in VARIABLES if name.endswith("_OPTIONS")} == set(logs.OPTIONS)


@pytest.mark.processes
def test_server_that_cannot_be_reached_is_told_without_its_password(tmp_path):
    """The whole way: a real start, with a database that is not there."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "ALLOWED_HOSTS": "example.org"} | VALUES
    command = [sys.executable, "manage.py", "migrate"]
    result = subprocess.run(
        command,
        env=environment | {"BASE_URL": "https://example.org"},
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
    )

    assert result.returncode != 0
    assert [canary for canary in CANARIES if canary in result.stdout + result.stderr] == []


def test_errors_are_mailed_to_nobody():
    handlers = [
        handler for logger in ("", "django", "django.request") for handler in logging.getLogger(logger).handlers
    ]

    assert [handler for handler in handlers if "Email" in type(handler).__name__] == []
