"""Which requests may be answered from what is kept, and under which address: nothing else of a request is looked at."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

LONGEST = 500  # characters of a path
Environ = dict[str, Any]


class Address(NamedTuple):
    scheme: str
    host: str
    path: str


class Asking:
    """Reads the environ (PEP 3333) of a request as Django would."""

    def __init__(self):
        self.session = re.compile(rf"(?:^|;)\s*{re.escape(settings.SESSION_COOKIE_NAME)}\s*=")
        self.languages = frozenset(code for code, _name in settings.LANGUAGES)
        self.proxy = settings.SECURE_PROXY_SSL_HEADER

    def of_team(self, environ: Environ) -> bool:
        """Whether it comes with a session: only the team, and who gave a password, have one."""
        cookie = environ.get("HTTP_COOKIE")
        return cookie is not None and self.session.search(cookie) is not None

    def address(self, environ: Environ) -> Address | None:
        """Where an anonymous GET or HEAD goes that may be for a page; None for all else."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
            return None
        path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
        parts = path.split("/", 2)
        if len(parts) < 3 or parts[0] or parts[1] not in self.languages or len(path) > LONGEST:
            return None
        if not host or host != host.lower() or environ.get("SCRIPT_NAME") or self.of_team(environ):
            return None
        return Address(self.scheme(environ), host, path)

    def scheme(self, environ: Environ) -> str:
        """As `HttpRequest.scheme` says: the proxy's word, where the operator trusts it."""
        if self.proxy:
            name, secure = self.proxy
            told = environ.get(name)
            if told is not None:
                return "https" if told.split(",", 1)[0].strip() == secure else "http"
        return environ["wsgi.url_scheme"]


def declared(query: str, parameters: frozenset[str]) -> str:
    """The query with nothing but these parameters, in one order: what two visitors ask alike is kept once."""
    if not query or not parameters:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="replace")
    return urlencode(sorted((name, value) for name, value in pairs if name in parameters))
