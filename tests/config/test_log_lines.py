"""What a line of the log may hold: neither a visitor nor a secret, whatever an error quotes."""

import json
import logging
import subprocess
import sys

import pytest
from django.test import RequestFactory

from config.logs import JsonLines, WithoutSecrets, hidden

VISITOR = {
    "HTTP_USER_AGENT": "Mozilla/5.0 Canary-4711",
    "HTTP_REFERER": "https://canary-referrer.example/path",
    "HTTP_COOKIE": "one=canarycookie; two=b",
    "REMOTE_ADDR": "203.0.113.189",
    "HTTP_X_FORWARDED_FOR": "2001:db8::1",
}


def written(error: Exception, request=None) -> dict:
    try:
        raise error
    except Exception:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/fr/",), sys.exc_info()
        )
    record.request, record.status_code = request, 500
    return json.loads(JsonLines("node-1").format(WithoutSecrets().filter(record)))


@pytest.mark.parametrize(
    "quoted",
    [
        "canary-typed",
        "canary query",
        "Canary-4711",
        "canary-referrer.example",
        "canarycookie",
        "203.0.113.189",
        "2001:db8::1",
    ],
)
def test_error_that_quotes_a_visitor_says_it_without_the_words(quoted):
    request = RequestFactory().post("/fr/?q=canary+query", {"name": "canary-typed"}, **VISITOR)
    assert (len(request.POST), len(request.GET)) == (1, 1)

    line = written(ValueError(f"not a number: {quoted!r}"), request)

    assert quoted not in json.dumps(line)
    assert "ValueError: not a number: '…'" in line["exception"]
    assert (line["message"], line["node"], line["level"]) == ("Internal Server Error: /fr/", "node-1", "ERROR")


def test_line_has_nothing_else_of_the_record():
    assert set(written(ValueError("x"))) == {"time", "level", "logger", "message", "node", "process", "exception"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sent to jean.dupont@example.org", "sent to …"),
        ("GET /fr/chercher/?q=viol&x=1 failed", "GET /fr/chercher/?… failed"),
        ("from 203.0.113.7 and 2001:db8:0:0:1::7", "from … and …"),
        ("postgres://user:pass%20word@db/name", "postgres://user:…@db/name"),
        ("version 3.46.1 of SQLite at 12:30:05", "version 3.46.1 of SQLite at 12:30:05"),
        ("Django 6.1.3, granian 2.8.7", "Django 6.1.3, granian 2.8.7"),
    ],
)
def test_addresses_and_passwords_are_hidden(text, shown):
    assert hidden(text) == shown


def test_secrets_of_the_environment_are_hidden(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-key-of-the-site")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:geheim%21wort@10.1.2.3/name")

    assert hidden("a-key-of-the-site and geheim!wort at 10.1.2.3") == "… and … at 10.1.2.3"


@pytest.mark.processes
@pytest.mark.parametrize("thread", [False, True])
def test_what_nobody_caught_is_a_line_too(thread):
    fails = "raise RuntimeError('mail to jean@example.org')"
    code = f"import threading\ndef fail():\n    {fails}\n" + (
        "threading.Thread(target=fail).start()" if thread else "fail()"
    )
    start = "from django.conf import settings; from config import logs; logs.configure(settings.LOGGING);"
    result = subprocess.run(
        [sys.executable, "-c", f"{start}\n{code}"],
        env={"LOG_FORMAT": "json", "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": ".:site", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    line = json.loads(result.stderr)
    assert (line["logger"], line["level"], line["message"]) == ("uncaught", "CRITICAL", "RuntimeError was not caught")
    assert "RuntimeError: mail to …" in line["exception"]
