"""Typed readers of the environment; a missing or malformed value stops the start with one sentence that names it."""

import argparse
import base64
import binascii
import ipaddress
import os
import re
import secrets
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url

BASE_DIR = Path(__file__).resolve().parents[2]
REQUIRED = object()
DEMO_HOST, DEMO_PORT = "127.0.0.1", 8000
DEMO_HEAD = (
    "# Written by `manage.py demo`; ignored where SECRET_KEY is set in the environment or in .env.\n"
    "# BASE_URL follows its --host and --port; one in the environment or in .env wins.\n"
)
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (what is listened on, and leads nowhere)
PURGES = "core.frontend_cache.backend.PurgingBackend"


@dataclass(frozen=True)
class Variable:
    """One documented variable: docs/settings.md is tested against these."""

    name: str
    default: str
    help: str


VARIABLES: dict[str, Variable] = {}


def _read(name: str, parse: Callable[[str], Any], default: Any, help: str, shown: str | None = None) -> Any:
    """Parse variable `name`, or return `default` where it is unset or empty; SystemExit with one sentence otherwise."""
    VARIABLES[name] = Variable(name, shown if shown is not None else _shown(default), help)
    raw = os.environ.get(name, "").strip()
    if not raw:
        if default is REQUIRED:
            raise SystemExit(f"{name} is not set: {help}")
        return default
    try:
        return parse(raw)
    except ValueError as error:
        raise SystemExit(f"{name} is malformed: {error}.") from None


def _shown(default: Any) -> str:
    if default is REQUIRED:
        return "required"
    if isinstance(default, bool):
        return "on" if default else "off"
    if isinstance(default, list):
        return ",".join(default) or "none"
    return str(default) or "none"


def text(name: str, default: Any = REQUIRED, *, help: str, shown: str | None = None) -> str:
    return _read(name, str, default, help, shown)


def flag(name: str, default: bool, *, help: str) -> bool:
    def parse(raw: str) -> bool:
        try:
            return {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}[raw.lower()]
        except KeyError:
            raise ValueError(f"expected on or off, got {raw!r}") from None

    return _read(name, parse, default, help)


def number(name: str, default: int, *, help: str, minimum: int = 0, shown: str | None = None) -> int:
    def parse(raw: str) -> int:
        if not raw.isdecimal() or int(raw) < minimum:
            raise ValueError(f"expected a whole number from {minimum}, got {raw!r}")
        return int(raw)

    return _read(name, parse, default, help, shown)


def require_together(**values: Any) -> None:
    """SystemExit where some of these variables are set and others are not."""
    missing = [name for name, value in values.items() if not value]
    if missing and len(missing) < len(values):
        given = ", ".join(name for name in values if name not in missing)
        whole = "both" if len(values) == 2 else "all"
        raise SystemExit(f"{', '.join(missing)} is not set, although {given} is: set {whole}, or none.")


def words(name: str, default: Any = REQUIRED, *, help: str) -> list[str]:
    return _read(name, lambda raw: [word.strip() for word in raw.split(",") if word.strip()], default, help)


def networks(name: str, *, help: str) -> list[Any]:
    """Networks of the internet protocol, each address one by itself, and the word `unix` for who comes through a socket file."""

    def parse(raw: str) -> list[Any]:
        return [_network(entry.strip()) for entry in raw.split(",") if entry.strip()]

    return _read(name, parse, [], help)


def _network(entry: str) -> Any:
    if entry == "unix":
        return entry
    try:
        network = ipaddress.ip_network(entry, strict=False)
    except ValueError:
        raise ValueError(f"expected addresses or networks, as in 10.0.0.0/8, or unix, got {entry!r}") from None
    if network.prefixlen == 0:
        raise ValueError(f"{entry} is everybody, expected the proxies alone")
    if "/" in entry and str(network.network_address) != entry.partition("/")[0].lower():
        raise ValueError(f"{entry} is an address within a network, expected {network}")
    return network


def pairs(name: str, *, help: str) -> dict[str, str]:
    """NAME=value, separated by commas."""

    def parse(raw: str) -> dict[str, str]:
        found = [pair.partition("=") for pair in raw.split(",") if pair.strip()]
        if not all(key.strip() and equals for key, equals, _value in found):
            raise ValueError("expected NAME=value, separated by commas")
        return {key.strip(): value.strip() for key, _equals, value in found}

    return _read(name, parse, {}, help, "none")


def frontend_cache(url: str, backend: str, options: dict[str, str]) -> dict[str, dict[str, str]]:
    """Wagtail's setting; SystemExit where two caches are named."""
    if url and backend:
        raise SystemExit("FRONTEND_CACHE_URL and FRONTEND_CACHE_BACKEND are both set: set the one that is in front.")
    if not backend:
        return {"default": {"BACKEND": PURGES, "LOCATION": url}} if url else {}
    return {"default": {"BACKEND": backend, **options}}


def keys(name: str, *, help: str) -> list[str]:
    """Keys of Fernet: 32 random bytes each, in URL-safe base64; none where the variable is empty."""

    def parse(raw: str) -> list[str]:
        found = [key.strip() for key in raw.split(",") if key.strip()]
        for number, key in enumerate(found, 1):
            try:
                size = len(base64.b64decode(key, altchars=b"-_", validate=True))
            except (binascii.Error, ValueError):
                size = 0
            if size != 32:
                raise ValueError(f"key {number} is not 32 bytes in URL-safe base64")
        return found

    return _read(name, parse, [], help)


def choice(name: str, choices: list[str], default: str, *, help: str) -> str:
    def parse(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}, got {raw!r}")
        return raw

    return _read(name, parse, default, help)


def label(name: str, default: str, *, help: str, shown: str) -> str:
    """A name that can be that of a folder."""

    def parse(raw: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", raw):
            raise ValueError(f"expected at most 80 letters, digits, dots, hyphens and underscores, got {raw!r}")
        return raw

    return _read(name, parse, re.sub(r"[^A-Za-z0-9_-]", "-", default)[:80] or "node", help, shown)


def location(name: str, default: str, *, help: str) -> str:
    """The beginning of the path of an address, from one slash to another."""

    def parse(raw: str) -> str:
        if not re.fullmatch(r"/([A-Za-z0-9._-]+/)+", raw):
            raise ValueError(f"expected a path between slashes, as in /sent-by-nginx/, got {raw!r}")
        return raw

    return _read(name, parse, default, help)


def path(name: str, default: Path | None, *, help: str, shown: str) -> Path:
    return _read(name, lambda raw: (BASE_DIR / raw).resolve(), default, help, shown)


def authorities(name: str, *, help: str) -> str:
    """The path of a file with certificates; empty where the variable is."""

    def parse(raw: str) -> str:
        file = str((BASE_DIR / raw).resolve())
        try:
            ssl.create_default_context(cafile=file)
        except OSError as error:  # SSLError is one
            raise ValueError(
                f"expected a file with certificates in PEM, and {file} is none ({error.strerror})"
            ) from None
        return file

    return _read(name, parse, "", help, "none")


def url(name: str, default: Any = REQUIRED, *, help: str, schemes: tuple[str, ...], plain: bool = False) -> str:
    """`plain` takes a host and a path alone: no user, no query, no fragment."""

    def parse(raw: str) -> str:
        parts = urlsplit(raw)
        if parts.scheme not in schemes or not (parts.netloc or parts.path.strip("/")):
            raise ValueError(f"expected an address that begins with {' or '.join(s + '://' for s in schemes)}")
        if plain and re.search(r"[?#@]", raw):
            raise ValueError("expected a host and a path, without ?, # and @")
        return raw.rstrip("/")

    return _read(name, parse, default, help)


def database(name: str, default: dict[str, Any], *, help: str, shown: str) -> dict[str, Any]:
    """A Django DATABASES entry from a sqlite:// or postgres:// address."""

    def parse(raw: str) -> dict[str, Any]:
        if urlsplit(raw).scheme not in ("postgres", "postgresql", "sqlite"):
            raise ValueError("expected postgres://user:password@host:port/name or sqlite:///path")
        return dj_database_url.parse(raw)

    return _read(name, parse, default, help, shown)


def object_storage(name: str, *, help: str) -> dict[str, Any]:
    """Where an S3 server keeps files, from an s3:// address; empty where it is unset."""

    def parse(raw: str) -> dict[str, Any]:
        parts, options = urlsplit(raw), dict(parse_qsl(urlsplit(raw).query, keep_blank_values=True))
        bucket, secure = parts.path.strip("/"), options.pop("secure", "on")
        region = options.pop("region", "us-east-1")
        if parts.scheme != "s3" or not parts.hostname or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
            raise ValueError("expected s3://key:secret@host:port/bucket?region=…&secure=on")
        if not parts.username or not parts.password:
            raise ValueError("expected a key and a secret before the host, with / written as %2F")
        if secure not in ("on", "off") or options or not region:
            raise ValueError("after the question mark, expected region=… and secure=on or off, and nothing else")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        port = f":{parts.port}" if parts.port else ""
        return {
            "endpoint_url": f"{'https' if secure == 'on' else 'http'}://{host}{port}",
            "bucket_name": bucket,
            "region_name": region,
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
        }

    return _read(name, parse, {}, help, shown="none")


def mailer(name: str, default: str, *, help: str) -> dict[str, Any]:
    """A Django MAILERS entry from an smtp://, smtps:// or console:// address."""

    def parse(raw: str) -> dict[str, Any]:
        parts = urlsplit(raw)
        if parts.scheme == "console":
            return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("expected smtp://user:password@host:port, smtps://… or console://")
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname,
                "port": parts.port or (465 if parts.scheme == "smtps" else 587),
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_ssl": parts.scheme == "smtps",
                "use_tls": parts.scheme == "smtp" and bool(parts.username),
                "timeout": 10,
            },
        }

    return _read(name, parse, parse(default), help, shown=default)


def load_files() -> None:
    """Fill the environment from `.env`, or, where no secret key is given anywhere, from what `manage.py demo` wrote."""
    _load(BASE_DIR / ".env")
    demo = BASE_DIR / os.environ.get("VAR_DIR", "var") / "demo.env"
    if os.environ.get("SECRET_KEY"):
        return
    if sys.argv[1:2] == ["demo"]:
        _keep_demo(demo, _demo_address(sys.argv[2:]))
    _load(demo)


def _keep_demo(file: Path, address: str | None) -> None:
    """The settings of the demonstration are written once, with what a later version needs; its address is that of its last run, for all who read them."""
    _write_demo(file)
    said = file.read_text()
    if address is not None:
        moved = re.sub(r"^BASE_URL=.*$", lambda _line: f"BASE_URL={address}", said, flags=re.MULTILINE)
        if moved != said:
            file.write_text(moved)


def _demo_address(arguments: list[str]) -> str | None:
    """Where `manage.py demo` is about to serve; None where it only shows its help, or refuses what was typed."""
    asked = argparse.ArgumentParser(exit_on_error=False, add_help=False)
    asked.add_argument("--host", default=DEMO_HOST)
    asked.add_argument("--port", type=int, default=DEMO_PORT)
    asked.add_argument("-h", "--help", action="store_true")
    try:
        said, _rest = asked.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    if said.help or not 0 < said.port < 65536:
        return None
    host = DEMO_HOST if said.host in EVERYWHERE else said.host
    return f"http://[{host}]:{said.port}" if ":" in host else f"http://{host}:{said.port}"


def _load(file: Path) -> None:
    if not file.is_file():
        return
    for line in file.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _write_demo(file: Path) -> None:
    """Settings for trying the platform on one's own machine: keys of its own, plain HTTP, local addresses only. What is there stays."""
    wanted = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "BASE_URL": f"http://{DEMO_HOST}:{DEMO_PORT}",
        "HTTPS": "off",
        "MAIL_URL": "console://",
        "REQUIRE_SECOND_FACTOR": "off",
        "CONSENT_KEY": _fernet_key(),
        "MESSAGE_KEY": _fernet_key(),
    }
    said = file.read_text() if file.exists() else DEMO_HEAD
    there = {line.partition("=")[0].strip() for line in said.splitlines()}
    missing = [f"{name}={value}\n" for name, value in wanted.items() if name not in there]
    if missing:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join([said.rstrip("\n"), "\n", *missing]))
        file.chmod(0o600)
