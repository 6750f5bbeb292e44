"""The environment: what is missing or malformed stops the start with one sentence that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import env, settings  # noqa: F401 (reading the settings declares the variables)

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "example.org", "BASE_URL": "https://example.org"}


def start(tmp_path, **variables: str) -> subprocess.CompletedProcess:
    """Run `manage.py check` with these variables alone."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | variables
    command = [sys.executable, str(ROOT / "manage.py"), "check"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_missing_variable_is_named_in_one_sentence(tmp_path, name):
    variables = {key: value for key, value in GOOD.items() if key != name}

    result = start(tmp_path, **variables)

    assert result.returncode == 1
    assert result.stderr.startswith(f"{name} is not set: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DEBUG", "maybe", "expected on or off, got 'maybe'"),
        ("HTTPS", "2", "expected on or off, got '2'"),
        ("HSTS_SECONDS", "-1", "expected a whole number from 0, got '-1'"),
        ("ACCEL_REDIRECT", "nginx", "expected a path between slashes, as in /sent-by-nginx/, got 'nginx'"),
        ("AUTOSAVE_INTERVAL", "fast", "expected a whole number from 0, got 'fast'"),
        ("BASE_URL", "example.org", "expected an address that begins with https:// or http://"),
        ("DATABASE_URL", "oracle://x/y", "expected postgres://user:password@host:port/name or sqlite:///path"),
        ("REDIS_URL", "localhost:6379", "expected an address that begins with redis:// or rediss:// or unix://"),
        ("MAIL_URL", "mail.example.org", "expected smtp://user:password@host:port, smtps://… or console://"),
        ("MATOMO_URL", "stats.example.org", "expected an address that begins with https:// or http://"),
        ("MATOMO_URL", "https://stats.example.org/?x=1", "expected a host and a path, without ?, # and @"),
        ("MATOMO_SITE_ID", "one", "expected a whole number from 0, got 'one'"),
        ("CONSENT_KEY", "c2hvcnQ=", "key 1 is not 32 bytes in URL-safe base64"),
        ("CONSENT_KEY", "A" * 43 + "=,x y", "key 2 is not 32 bytes in URL-safe base64"),
        ("TRUSTED_PROXIES", "on", "expected addresses or networks, as in 10.0.0.0/8, or unix, got 'on'"),
        (
            "TRUSTED_PROXIES",
            "10.0.0.1, proxy",
            "expected addresses or networks, as in 10.0.0.0/8, or unix, got 'proxy'",
        ),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "10.0.0.1/8 is an address within a network, expected 10.0.0.0/8"),
        ("TRUSTED_PROXIES", "0.0.0.0/0", "0.0.0.0/0 is everybody, expected the proxies alone"),
        ("TRUSTED_PROXIES", "::/0", "::/0 is everybody, expected the proxies alone"),
        ("REQUIRE_SECOND_FACTOR", "mostly", "expected on or off, got 'mostly'"),
        ("SESSION_HOURS", "0", "expected a whole number from 1, got '0'"),
        ("SESSION_IDLE_MINUTES", "1", "expected a whole number from 5, got '1'"),
        ("AUDIT_LOG_DAYS", "7", "expected a whole number from 30, got '7'"),
        ("OIDC_SERVER_URL", "http://id.example.org", "expected an address that begins with https://"),
        ("FRONTEND_CACHE_URL", "varnish:6081", "expected an address that begins with http:// or https://"),
        ("FRONTEND_CACHE_OPTIONS", "ZONEID", "expected NAME=value, separated by commas"),
        (
            "STORAGE_CA",
            "/nowhere.pem",
            "expected a file with certificates in PEM, and /nowhere.pem is none (No such file or directory)",
        ),
        ("STORAGE_URL", "https://example.org/site", "expected s3://key:secret@host:port/bucket?region=…&secure=on"),
        ("STORAGE_URL", "s3://key:secret@host/", "expected s3://key:secret@host:port/bucket?region=…&secure=on"),
        ("STORAGE_URL", "s3://key:secret@host/UPPER", "expected s3://key:secret@host:port/bucket?region=…&secure=on"),
        ("STORAGE_URL", "s3://host/site", "expected a key and a secret before the host, with / written as %2F"),
        (
            "STORAGE_URL",
            "s3://key:secret@host/site?secure=no",
            "after the question mark, expected region=… and secure=on or off, and nothing else",
        ),
        (
            "STORAGE_URL",
            "s3://key:secret@host/site?acl=public",
            "after the question mark, expected region=… and secure=on or off, and nothing else",
        ),
        ("STORAGE_URL", "s3://key:secret@host:many/site", "Port could not be cast to integer value as 'many'"),
        ("LOG_LEVEL", "LOUD", "expected one of DEBUG, INFO, WARNING, ERROR, got 'LOUD'"),
    ],
)
def test_malformed_variable_is_named_with_its_reason(tmp_path, name, value, reason):
    result = start(tmp_path, **GOOD | {name: value})

    assert result.returncode == 1
    assert result.stderr == f"{name} is malformed: {reason}.\n"


@pytest.mark.parametrize(("given", "missing"), [("MATOMO_URL", "MATOMO_SITE_ID"), ("MATOMO_SITE_ID", "MATOMO_URL")])
def test_half_a_matomo_is_none(tmp_path, given, missing):
    values = {"MATOMO_URL": "https://stats.example.org/matomo", "MATOMO_SITE_ID": "7"}

    result = start(tmp_path, **GOOD, **{given: values[given]})

    assert result.returncode == 1
    assert result.stderr == f"{missing} is not set, although {given} is: set both, or none.\n"


def test_provider_without_its_secret_is_none(tmp_path):
    result = start(tmp_path, **GOOD, OIDC_SERVER_URL="https://id.example.org", OIDC_CLIENT_ID="campagnes")

    assert result.returncode == 1
    assert result.stderr == (
        "OIDC_CLIENT_SECRET is not set, although OIDC_SERVER_URL, OIDC_CLIENT_ID is: set all, or none.\n"
    )


def test_complete_environment_starts(tmp_path):
    result = start(tmp_path, **GOOD)

    assert (result.returncode, result.stderr) == (0, "")


def test_secret_of_the_environment_keeps_the_demonstration_settings_out(tmp_path):
    (tmp_path / "demo.env").write_text(
        "SECRET_KEY=demo\nHTTPS=off\nALLOWED_HOSTS=127.0.0.1\nBASE_URL=http://127.0.0.1\n"
    )

    result = start(tmp_path, SECRET_KEY="x" * 60)

    assert result.stderr.startswith("ALLOWED_HOSTS is not set: ")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A folder and an environment that know nothing yet; the variables that a command of the line reads there."""
    monkeypatch.setattr(env, "BASE_DIR", tmp_path)

    def read(*arguments: str, **variables: str) -> dict[str, str]:
        monkeypatch.setattr(os, "environ", variables)
        monkeypatch.setattr(sys, "argv", ["manage.py", *arguments])
        env.load_files()
        return os.environ

    return read


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ((), "http://127.0.0.1:8000"),
        (("--no-serve", "--port", "8001"), "http://127.0.0.1:8001"),
        (("--port=8001", "--verbosity", "0"), "http://127.0.0.1:8001"),
        (("--host", "localhost", "--port", "8001"), "http://localhost:8001"),
        (("--host", "0.0.0.0", "--port", "8001"), "http://127.0.0.1:8001"),
        (("--host", "::1"), "http://[::1]:8000"),
    ],
)
def test_port_of_the_demonstration_is_its_address_in_every_process(machine, typed, address):
    machine("demo", "--port", "9000")

    assert machine("demo", *typed)["BASE_URL"] == address
    assert machine("serve", "--port", "7000")["BASE_URL"] == address
    assert machine("db_worker")["BASE_URL"] == address


@pytest.mark.parametrize("typed", [("--help",), ("-h",), ("--port",), ("--port", "eight"), ("--port", "99999")])
def test_demonstration_that_is_not_set_up_keeps_its_address(machine, typed):
    machine("demo", "--port", "9000")

    assert machine("demo", *typed)["BASE_URL"] == "http://127.0.0.1:9000"


def test_settings_of_the_demonstration_stay_when_it_moves(machine, tmp_path):
    before = dict(machine("demo"))

    assert machine("demo", "--port", "8001") == before | {"BASE_URL": "http://127.0.0.1:8001"}
    assert (tmp_path / "var" / "demo.env").stat().st_mode & 0o777 == 0o600


def test_settings_of_an_older_demonstration_are_given_what_is_new(machine, tmp_path):
    machine("demo")
    file = tmp_path / "var" / "demo.env"
    older = "".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("MESSAGE_KEY="))
    file.write_text(older.rstrip("\n"))

    first, second = (machine("demo")["MESSAGE_KEY"] for _run in range(2))

    assert file.read_text().startswith(older)
    assert file.read_text().count("MESSAGE_KEY=") == 1
    assert first == second == machine("serve")["MESSAGE_KEY"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_address_of_the_operator_wins_over_the_port_of_the_demonstration(machine, tmp_path):
    mine = "https://demo.example.org"
    assert machine("demo", "--port", "8001", BASE_URL=mine)["BASE_URL"] == mine

    (tmp_path / ".env").write_text(f"BASE_URL={mine}\n")

    assert machine("demo", "--port", "8002")["BASE_URL"] == mine
    assert machine("serve")["BASE_URL"] == mine


def test_demonstration_on_the_settings_of_a_real_site_writes_none(machine, tmp_path):
    machine("demo", "--port", "8001", SECRET_KEY="x" * 60)

    assert not (tmp_path / "var").exists()


def test_settings_page_documents_each_variable_with_its_default():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    documented = {name: (default.strip("`"), text) for name, default, text in rows}

    declared = {variable.name: variable.default for variable in env.VARIABLES.values()}
    # Their defaults follow HTTPS and DEBUG, which the tests switch.
    following = {"HTTPS", "HSTS_SECONDS", "VAR_DIR", "ALLOWED_HOSTS", "BASE_URL", "SECRET_KEY"}

    assert documented.keys() == declared.keys() | {"HSTS_SECONDS", "DEMO_PASSWORD"}
    assert {
        name: default for name, (default, _text) in documented.items() if name in declared and name not in following
    } == {name: default for name, default in declared.items() if name not in following}


def test_address_of_an_object_storage_is_read(monkeypatch):
    monkeypatch.setenv("STORAGE_URL", "s3://key:a%2Fb%2Bc@s3.example.org:9000/site?region=eu-west-3&secure=off")
    monkeypatch.setattr(env, "VARIABLES", {})

    assert env.object_storage("STORAGE_URL", help="") == {
        "endpoint_url": "http://s3.example.org:9000",
        "bucket_name": "site",
        "region_name": "eu-west-3",
        "access_key": "key",
        "secret_key": "a/b+c",
    }
