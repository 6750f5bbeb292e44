"""What is written to the log: never who a visitor is or what was sent, nor a password, nor an address that is a secret by itself."""

import logging
import logging.config
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, unquote_plus, urlsplit

from pythonjsonlogger.json import JsonFormatter

HIDDEN = "…"
# Whoever knows one of these addresses reads what lies behind it: a colleague's calendar, a review, a partner's page, an
# organisation's corrections, a group's questionnaire.
SECRET = re.compile(r"/(calendar|review|relay/p|results/shared|corrections|q/group)/[^/\s?]{6,}?(?=\.ics|/|[?\s]|$)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
QUERY = re.compile(r"(?<=[\w/])\?[\w%.~+-]+=[^\s\"'<>)]*")
IPV4 = r"(?<![\w.:])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
IPV6 = r"(?<![\w:])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}|::[0-9a-fA-F]{1,4})(?![\w:])"
NETWORK = re.compile(f"{IPV4}|{IPV6}")
CREDENTIALS = re.compile(r"(\w+://[^\s/:@]*):[^\s/@]+@")
SECRET_NAME = re.compile(r"SECRET|PASSWORD|TOKEN|PRIVATE|CREDENTIAL|_KEY$|^KEY$", re.IGNORECASE)
ADDRESSES = (
    "DATABASE_URL",
    "REDIS_URL",
    "MAIL_URL",
    "STORAGE_URL",
    "FRONTEND_CACHE_URL",
    "MATOMO_URL",
    "OIDC_SERVER_URL",
)
OPTIONS = ("FRONTEND_CACHE_OPTIONS",)  # pairs of name=value, some of them secret
TOLD_BY_VISITORS = ("REMOTE_ADDR", "REMOTE_HOST", "QUERY_STRING", "RAW_URI", "REQUEST_URI")
SHORTEST_SECRET = 6  # characters
SHORTEST = 4  # characters: anything may be part of a shorter word
LONGEST_LIST = 200


class WithoutSecrets(logging.Filter):
    """Puts an ellipsis in the place of what nobody may read, for every handler that writes."""

    def filter(self, record: logging.LogRecord) -> bool | logging.LogRecord:
        shown = logging.makeLogRecord(record.__dict__)
        words = list(_of_request(getattr(record, "request", None)))
        shown.msg, shown.args = hidden(record.getMessage(), words), ()
        if record.exc_info and record.exc_info[0] is not None:
            shown.exc_text = hidden("".join(traceback.format_exception(*record.exc_info)).rstrip("\n"), words)
            shown.exc_info = None
        elif record.exc_text:
            shown.exc_text = hidden(record.exc_text, words)
        if record.stack_info:
            shown.stack_info = hidden(record.stack_info, words)
        return shown


def hidden(text: str, words: list[str] | None = None) -> str:
    """The text without secrets of the settings, without mail and network addresses, queries, and what a request brought."""
    for word in (*_secrets(), *(words or ())):
        text = text.replace(word, HIDDEN)
    text = CREDENTIALS.sub(rf"\1:{HIDDEN}@", SECRET.sub(rf"/\1/{HIDDEN}", text))
    text = QUERY.sub(f"?{HIDDEN}", MAIL.sub(HIDDEN, text))
    return NETWORK.sub(lambda found: found[0] if found[0] in _ours() else HIDDEN, text)


def _secrets() -> Iterator[str]:
    """Longest first: what contains another goes before it."""
    values = {value for name, value in os.environ.items() if SECRET_NAME.search(name)}
    for name in ADDRESSES:
        password = _split(os.environ.get(name, "")).password
        values |= {password, unquote(password)} if password else set()
    pairs = (pair.partition("=") for name in OPTIONS for pair in os.environ.get(name, "").split(","))
    values |= {value for name, _equals, value in pairs if SECRET_NAME.search(name.strip())}
    parts = {part.strip() for value in values for part in value.split(",")}
    yield from sorted((part for part in parts if len(part) >= SHORTEST_SECRET), key=len, reverse=True)


def _ours() -> set[str]:
    """Addresses of this site's own machines, which say nothing of a visitor."""
    hosts = {_split(os.environ.get(name, "")).hostname for name in ADDRESSES}
    return {host for host in hosts if host}


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _of_request(request: Any) -> Iterator[str]:
    """What a visitor's browser sent: headers, cookies, query, and the form where it was read."""
    meta = getattr(request, "META", None)
    if meta is None:
        return
    found: set[str] = set()
    for name, value in meta.items():
        if isinstance(value, str) and (name in TOLD_BY_VISITORS or name.startswith("HTTP_")) and name not in KNOWN:
            plain = unquote_plus(value)
            found |= {value, plain, _split(plain).hostname or ""}
            found.update(*(re.split(r"[;,&=\s]+", text) + re.split(r"[;,&=]\s*", text) for text in (value, plain)))
    for form in (getattr(request, "_post", None), request.__dict__.get("GET")):
        if form is not None:
            found |= {word for name, values in form.lists() for word in (name, *values) if isinstance(word, str)}
    body = request.__dict__.get("_body")
    if isinstance(body, bytes):
        found.add(body.decode(errors="replace"))
    words = sorted((word for word in found if len(word) >= SHORTEST and word not in PLAIN), key=len, reverse=True)
    yield from words[:LONGEST_LIST]


KNOWN = {
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_CONNECTION",
    "HTTP_CACHE_CONTROL",
    "HTTP_X_FORWARDED_PROTO",
}
KNOWN |= {
    "HTTP_X_FORWARDED_HOST",
    "HTTP_UPGRADE_INSECURE_REQUESTS",
    "HTTP_SEC_FETCH_SITE",
    "HTTP_SEC_FETCH_MODE",
    "HTTP_SEC_FETCH_DEST",
}
PLAIN = {
    "true",
    "false",
    "none",
    "null",
    "http",
    "https",
    "text",
    "html",
    "page",
    "like",
    "error",
    "Error",
    "File",
    "line",
}


class JsonLines(JsonFormatter):
    """One JSON object a line: time, level, logger, message, node, process, exception, and nothing else of a record."""

    def __init__(self, node: str = ""):
        super().__init__("%(message)s", json_ensure_ascii=False)
        self.node = node

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"], log_data["logger"] = record.levelname, record.name
        log_data["message"] = record.getMessage()
        log_data["node"], log_data["process"] = self.node, record.process
        exception = record.exc_text or message_dict.get("exc_info")
        if exception:
            log_data["exception"] = exception


def formatter(*args: Any, **options: Any) -> logging.Formatter:
    """That of LOG_FORMAT, for those who log before, or without, the settings: granian's own processes."""
    if os.environ.get("LOG_FORMAT") == "json":
        return JsonLines(os.environ.get("NODE_NAME", ""))
    return logging.Formatter("{asctime} {levelname} {name} {message}", style="{")


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: as `dictConfig`, and what nobody caught goes the same way."""
    logging.config.dictConfig(config)
    logging.captureWarnings(True)
    logger = logging.getLogger("uncaught")

    def uncaught(kind, error, trace) -> None:
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
        else:
            logger.critical("%s was not caught", kind.__name__, exc_info=(kind, error, trace))

    sys.excepthook = uncaught
    threading.excepthook = lambda thread: uncaught(thread.exc_type, thread.exc_value, thread.exc_traceback)
