"""What nobody sends who means well: values, addresses, headers and bodies, for hypothesis to draw from."""

import re
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter
from hypothesis import strategies as st
from wagtail.admin.urls import password_reset

from editorial.signing_in import urls as signing_in

LITERALS = [
    *("..", "../..", "../../../../etc/passwd", "..\\..\\x", "%2e%2e%2f", "%252e%252e", ".", "/", "//", "///evil.example", "\\"),
    *("\0", "a\0b", "\n", "\r\nSet-Cookie: a=1", "\t", " ", "\x7f", "\u202e", "\ufeff", "\ud800", "é", "e\u0301", "𝔘", "💥" * 50),
    *("0", "-1", "1", "٣", "²", "1e9", "9" * 19, "9" * 40, "9" * 5000, "0x10", "NaN", "Infinity", "1.5", "True", "None", "null"),
    *("'", '"', "' OR 1=1 --", "%", "_", "%s", "{{7*7}}", "{}", "[]", "$", "^", "(", "<script>alert(1)</script>", "</style>"),
    *("a" * 255, "b" * 3000, "*", ";", "x.css", ";.js", "?", "#", "&", "=", "+", "~", "@", "con", "nul.", "pack.zip", "index.php"),
    *("https://evil.example", "//evil.example", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
    *("fr", "en", "ar", "zh-hans", "xx", "FR", "fr-CA", "de_DE", "69", "2A", "971", "law", "4e", "all", "html", "json", "csv"),
    *("2026-02-30", "0000-00-00", "9999-12-31", "2026-W01", "-", "--", "1_000", "id", "-id", "pk", "title", "*,-id", "random"),
]  # fmt: skip
NAMES = [
    "q",
    "p",
    "page",
    "wave",
    "order",
    "state",
    "of",
    "items",
    "every",
    "decision",
    "action",
    "act",
    "task_state",
    "reason",
    "locale",
    "kind",
    "window",
    "view",
    "parent",
    "month",
    "link",
    "language",
    "format",
    "item",
    "indicator",
    "campaign",
    "next",
    "url",
    "limit",
    "offset",
    "fields",
    "search",
    "translation",
    "token",
    "variant",
    "again",
    "theme",
    "level",
    "need",
    "territory",
    "type",
    "duration",
    "fr",
    "message",
    "reply_to",
    "name",
    "comment",
    "exact",
    "note",
    "moment",
    "code",
    "key",
    "choice",
    "answer",
    "username",
    "password",
    "csrfmiddlewaretoken",
    "return_url",
    "email",
    "path",
    "value",
    "country",
    "child_of",
    "descendant_of",
    "rendition",
    "width",
    "download",
]
LANGUAGES = ["fr", "en", "*", "fr;q=x", "xx-YY-zz", ",,,", ";", "a" * 600, "\xe9", "fr" + ",en" * 300]
HEADERS: dict[str, list[str]] = {
    "HTTP_HOST": ["localhost", "LOCALHOST", "localhost:80", "localhost:99999", "evil.example", "", "a b", "[::1", "localhost\\@x", "é"],
    "HTTP_ACCEPT_LANGUAGE": LANGUAGES,
    "HTTP_ACCEPT": ["*/*", "text/html", "application/json", "", "x", "text/html;q=a", ";", "application/" + "x" * 500],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br", "identity;q=0", "gzip;q=x", "*;q=0", ",", "\xff"],
    "HTTP_COOKIE": ["sessionid=x", "sessionid=../../etc", "sessionid=" + "a" * 5000, "sessionid=\xff\x00", "no-count=1", "=", ";;", "a=b; a=c",
                    "csrftoken=x", "messages=[[\"x\"]]", "django_language=../../x", "sessionid=\"", "\x01=\x02"],
    "HTTP_IF_NONE_MATCH": ["*", "\"x\"", "W/", ",", "\"" * 99, "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 99999 00:00:00 GMT", "0", "-1", "9" * 99],
    "HTTP_IF_MATCH": ["*", "x"],
    "HTTP_IF_UNMODIFIED_SINCE": ["x", "Thu, 01 Jan 1970 00:00:00 GMT"],
    "HTTP_RANGE": ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=" + "0-1," * 200, "bytes=" + "9" * 5000 + "-", "x", "bytes=--", "bytes=a-b", "bytes=٣-"],
    "HTTP_IF_RANGE": ["x", "\"x\"", "Thu, 01 Jan 1970 00:00:00 GMT"],
    "HTTP_REFERER": ["http://localhost/fr/", "https://evil.example/", "x", "http://[", "http://[::1", "\xff"],
    "HTTP_ORIGIN": ["null", "http://localhost", "https://evil.example", "http://[", ""],
    "HTTP_SEC_FETCH_SITE": ["same-origin", "cross-site", "none", "", "x"],
    "HTTP_SEC_PURPOSE": ["prefetch", ";"],
    "HTTP_SEC_GPC": ["1", "x"],
    "HTTP_DNT": ["1", "x"],
    "HTTP_USER_AGENT": ["Mozilla/5.0", "", "\xff", "bot" * 999, "{{7*7}}"],
    "HTTP_AUTHORIZATION": ["Basic x", "Bearer", "Digest username=", "\xff"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "x", ",,,"],
    "HTTP_X_FORWARDED_PROTO": ["https", "x"],
    "HTTP_X_FORWARDED_HOST": ["evil.example"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_ORIGINAL_URL": ["/admin/"],
    "HTTP_EXPECT": ["100-continue"],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "CONTENT_LENGTH": ["", "0", "-1", "x", "1", "999999999", "9" * 40],
    "REMOTE_ADDR": ["", "x", "192.0.2.9", "2001:db8::1", "::ffff:1.2.3.4", "fe80::1%eth0"],
}  # fmt: skip
KINDS = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=x-nonsense",
    "application/x-www-form-urlencoded; charset=utf-16",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 999,
    "multipart/form-data; boundary=\xe9",
    "application/json",
    "text/plain",
    "",
    "x",
    "/;;",
]
METHODS = [
    "GET",
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "",
]


def public_patterns(patterns=None, prefix: str = "") -> list[tuple[str, dict]]:
    """(route as a template of str.format, its converters) of every public address, and of how one signs in."""
    found = []
    if patterns is None:
        patterns = get_resolver().url_patterns
        found += public_patterns(signing_in.urlpatterns, "admin/")
        found += public_patterns(password_reset.urlpatterns, "admin/password_reset/")
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if not route.startswith("admin/"):
                found += public_patterns(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.append((route, pattern.pattern.converters))
    return found


def values() -> st.SearchStrategy[str]:
    return st.one_of(
        st.sampled_from(LITERALS), st.text(max_size=12), st.binary(max_size=8).map(lambda b: b.decode("latin-1"))
    )


def numbers() -> st.SearchStrategy[str]:
    return st.sampled_from(["0", "1", "2", "007", "2147483648", "9223372036854775808", "9" * 40, "9" * 5000])


def filled(route: str, converters: dict) -> st.SearchStrategy[str]:
    """An address of a route, with hostile values in its places."""
    parts = re.split(r"(<[^>]+>|\((?:[^()]|\([^)]*\))*\)|\^|\$|\.\*)", route)
    drawn = []
    for part in parts:
        if part.startswith("<"):
            number = isinstance(converters.get(part.strip("<>").rpartition(":")[2]), IntConverter)
            drawn.append(numbers() if number else values())
        elif part == "(\\d+)":
            drawn.append(st.one_of(numbers(), st.just("٣")))
        elif part.startswith("(") or part == ".*":
            drawn.append(values())
        else:
            drawn.append(st.just("" if part in ("^", "$") else part))
    return st.tuples(*drawn).map(lambda found: "/" + "".join(found))


@st.composite
def mangled(draw, addresses: list[str]) -> str:
    """The address of something that is there, with something changed, added or taken away; one in three as it is."""
    path, _mark, query = draw(st.sampled_from(addresses)).partition("?")
    place = draw(st.integers(0, len(path)))
    change = draw(st.sampled_from(["none", "none", "insert", "append", "cut", "double", "encode"]))
    changed = {
        "none": path,
        "insert": path[:place] + draw(values()) + path[place:],
        "append": path + draw(values()),
        "cut": path[:place],
        "double": path.replace("/", "//"),
        "encode": quote(path, safe=""),
    }[change]
    return f"{changed}?{query}" if query else changed


def pairs(known: dict[str, list[str]]) -> st.SearchStrategy[list[tuple[str, str]]]:
    name = st.one_of(st.sampled_from([*NAMES, *known]), values())
    pair = name.flatmap(
        lambda name: st.tuples(
            st.just(name), st.one_of(st.sampled_from(known[name]), values()) if name in known else values()
        )
    )
    return st.lists(pair, max_size=4)


def form(found: list[tuple[str, str]]) -> bytes:
    return urlencode(found, errors="replace").encode()


def multipart(found: list[tuple[str, str]]) -> bytes:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{value}"\r\n\r\n{value}\r\n'
        for name, value in found
    ]
    return "".join([*parts, "--x--\r\n"]).encode("utf-8", "replace")


def bodies(known: dict[str, list[str]]) -> st.SearchStrategy[bytes]:
    return st.one_of(
        pairs(known).map(form), pairs(known).map(multipart), st.binary(max_size=30), st.just(b'{"a": [' * 3000)
    )


def headers() -> st.SearchStrategy[dict[str, str]]:
    chosen = st.lists(st.sampled_from(sorted(HEADERS)), max_size=4, unique=True)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries(
            {name: st.one_of(st.sampled_from(HEADERS[name]), st.sampled_from(HEADERS[name]), latin()) for name in names}
        )
    )


def latin() -> st.SearchStrategy[str]:
    """What a header can hold: no end of line, which the server keeps out."""
    return st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=20)
