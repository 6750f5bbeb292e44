"""Which requests may be answered from what is kept, and under which address: nothing else of a request is looked at."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from serving.page_cache import negotiation, short_addresses

LONGEST = 500  # characters of a path, and of the query of a short address
Environ = dict[str, Any]


class Address(NamedTuple):
    scheme: str
    host: str
    path: str
    language: str = ""  # of a short address: that in which it is answered


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
        if len(parts) < 3 or parts[0] or len(path) > LONGEST:
            return None
        is_short = short_addresses.are_at(parts[1])
        if not is_short and parts[1] not in self.languages:
            return None
        if not host or host != host.lower() or environ.get("SCRIPT_NAME") or self.of_team(environ):
            return None
        return self._short(environ, host, path) if is_short else Address(self.scheme(environ), host, path)

    def _short(self, environ: Environ, host: str, path: str) -> Address | None:
        """A short address in the language that it names, or else in that which the client prefers."""
        spelled = short_addresses.spelled(path)
        if spelled is None or len(environ.get("QUERY_STRING", "")) > LONGEST:
            return None
        path, named = spelled
        if named and named not in self.languages:
            return None
        language = named or negotiation.language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        return Address(self.scheme(environ), host, path, language)

    def scheme(self, environ: Environ) -> str:
        """As `HttpRequest.scheme` says: the proxy's word, where the operator trusts it."""
        if self.proxy:
            name, secure = self.proxy
            told = environ.get(name)
            if told is not None:
                return "https" if told.split(",", 1)[0].strip() == secure else "http"
        return environ["wsgi.url_scheme"]


def from_nobody(environ: Environ, address: Address) -> Environ:
    """The same question as somebody asks it of whom nothing is known; a short address in the one language of the answer."""
    if not address.language:
        return environ
    known = {name: value for name, value in environ.items() if name != "HTTP_COOKIE"}
    return known | {"HTTP_ACCEPT_LANGUAGE": address.language}


def declared(query: str, parameters: frozenset[str]) -> str:
    """The query with nothing but these parameters, in one order: what two visitors ask alike is kept once."""
    if not query or not parameters:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="replace")
    return urlencode(sorted((name, value) for name, value in pairs if name in parameters))
