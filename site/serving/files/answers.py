"""Answers with a stored file, or with what the request asks of it: conditions, ranges, resumption (RFC 9110)."""

import logging
from contextlib import closing
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag

from serving.files.bodies import FileAnswer, FileBody
from serving.files.ranges import Span, UnsatisfiableError, wanted
from serving.files.stored import AwayError, Distant, Stored, look_up

logger = logging.getLogger(__name__)

# A shared cache asks again each minute: what is taken down is gone from it by then.
PUBLIC = "public, max-age=3600, s-maxage=60"
AT_ONCE = 64 * 1024  # bytes that are read whole: a picture takes no place among the downloads
BUSY = {"Retry-After": "30", "Cache-Control": "no-store"}  # seconds
SENT_BY_PROXY = ("media", "private")  # below ACCEL_REDIRECT


def serve_file(
    request: HttpRequest,
    name: str,
    storage: Storage,
    *,
    kind: str,
    etag: str = "",
    filename: str = "",
    cache_control: str = PUBLIC,
) -> HttpResponse:
    """The file `name` of a storage, to GET and HEAD. Raises Http404 where there is none; 503 where too many are served.

    `kind` is its media type. `etag` names its bytes, as its SHA-256 does; without it, size and time of change do.
    `filename` is the name under which it is saved; without it, it may be shown.
    """
    try:
        return _answer(request, look_up(name, storage), kind, etag, filename, cache_control)
    except OSError:
        raise Http404 from None
    except AwayError:
        logger.exception("%s cannot be served: its storage does not answer", name)
        return HttpResponse(status=503, headers=BUSY)


def _answer(
    request: HttpRequest, stored: Stored, kind: str, etag: str, filename: str, cache_control: str
) -> HttpResponse:
    by_proxy = proxy_headers(stored)
    tag = quote_etag(etag if etag and not by_proxy else _tag(stored, bool(by_proxy)))
    headers = {
        "ETag": tag,
        "Last-Modified": http_date(stored.modified.timestamp()),
        "Cache-Control": cache_control,
        "Accept-Ranges": "bytes",
    }
    answer = get_conditional_response(request, tag, int(stored.modified.timestamp()))
    if answer is not None:
        return _with(answer, headers if answer.status_code == 304 else {"Cache-Control": "no-store"})
    if filename:
        headers["Content-Disposition"] = content_disposition_header(True, filename)
    if by_proxy and request.method == "GET":
        # nginx answers ranges and If-Range by itself.
        return _with(HttpResponse(content_type=kind, headers=by_proxy), headers)
    body = _body(request, stored, tag, kind)
    return body if body.status_code == 503 else _with(body, headers)


def proxy_headers(stored: Stored) -> dict[str, str]:
    """What tells the nginx in front where it finds the file; nothing where it is sent from here."""
    if not settings.ACCEL_REDIRECT:
        return {}
    if isinstance(stored.storage, Distant):
        return {"X-Accel-Redirect": f"{settings.ACCEL_REDIRECT}objects"} | stored.storage.signed_headers(stored)
    if not isinstance(stored.storage, FileSystemStorage):
        return {}
    # By where they lie: a field keeps the storage object that it was made with.
    places = zip(SENT_BY_PROXY, (default_storage, storages["private"]), strict=True)
    folder = next((folder for folder, storage in places if storage.location == stored.storage.location), "")
    return {"X-Accel-Redirect": f"{settings.ACCEL_REDIRECT}{folder}/{quote(stored.name)}"} if folder else {}


def _tag(stored: Stored, by_proxy: bool) -> str:
    """Another file under this name has another tag. Where nginx sends the file, it is what nginx says of it."""
    if stored.version:
        return stored.version
    moment = stored.modified.timestamp()
    return f"{int(moment):x}-{stored.size:x}" if by_proxy else f"{int(moment * 10**6):x}-{stored.size:x}"


def _body(request: HttpRequest, stored: Stored, tag: str, kind: str) -> HttpResponse:
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers={"Content-Length": str(stored.size)})
    try:
        span = wanted(request, stored.size, tag, stored.modified)
    except UnsatisfiableError:
        return HttpResponse(status=416, content_type=kind, headers={"Content-Range": f"bytes */{stored.size}"})
    if span is None:
        return _bytes(stored, Span(0, stored.size - 1, stored.size), 200, kind)
    return _with(_bytes(stored, span, 206, kind), {"Content-Range": span.content_range})


def _bytes(stored: Stored, span: Span, status: int, kind: str) -> HttpResponse:
    if span.length <= AT_ONCE:
        with closing(stored.open_at(span.start, span.length)) as file:
            return HttpResponse(file.read(span.length), status=status, content_type=kind)
    body = FileBody.of(lambda: stored.open_at(span.start, span.length), span.length)
    if body is None:
        return HttpResponse(status=503, headers=BUSY)
    return FileAnswer(body, status=status, content_type=kind, headers={"Content-Length": str(span.length)})


def _with(answer: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    """What the answer says itself stays."""
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    return answer
