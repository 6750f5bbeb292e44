"""Answers with a stored file, or with what the request asks of it: conditions, ranges, resumption (RFC 9110)."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage, storages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag

from core.file_bodies import FileAnswer, FileBody
from core.file_ranges import Span, UnsatisfiableError, wanted

# A shared cache asks again each minute: what is taken down is gone from it by then.
PUBLIC = "public, max-age=3600, s-maxage=60"
AT_ONCE = 64 * 1024  # bytes that are read whole: a picture takes no place among the downloads
BUSY = {"Retry-After": "30", "Cache-Control": "no-store"}  # seconds
SENT_BY_PROXY = ("media", "private")  # below ACCEL_REDIRECT


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as its storage knows it, before a byte of it is read."""

    name: str
    storage: Storage
    size: int
    modified: datetime

    @property
    def sent_by_proxy(self) -> str:
        """The address at which nginx finds the file; empty where it is sent from here."""
        if not settings.ACCEL_REDIRECT:
            return ""
        places = zip(SENT_BY_PROXY, (default_storage, storages["private"]), strict=True)
        folder = next((folder for folder, storage in places if storage is self.storage), "")
        return folder and f"{settings.ACCEL_REDIRECT}{folder}/{quote(self.name)}"

    @property
    def tag(self) -> str:
        """Another file under this name has another tag. Where nginx sends the file, it is nginx's own."""
        moment = self.modified.timestamp()
        return f"{int(moment):x}-{self.size:x}" if self.sent_by_proxy else f"{int(moment * 10**6):x}-{self.size:x}"


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
    stored = _stored(name, storage)
    tag = quote_etag(stored.tag if stored.sent_by_proxy or not etag else etag)
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
    body = _body(request, stored, tag, kind)
    return body if body.status_code == 503 else _with(body, headers)


def _stored(name: str, storage: Storage) -> Stored:
    try:
        storage.open(name).close()  # which no folder is
        return Stored(name, storage, storage.size(name), storage.get_modified_time(name))
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None


def _body(request: HttpRequest, stored: Stored, tag: str, kind: str) -> HttpResponse:
    if address := stored.sent_by_proxy:
        # nginx answers ranges and If-Range by itself.
        return HttpResponse(content_type=kind, headers={"X-Accel-Redirect": address})
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
    try:
        file = stored.storage.open(stored.name)
    except OSError:
        raise Http404 from None
    if span.length <= AT_ONCE:
        with file:
            file.seek(span.start)
            return HttpResponse(file.read(span.length), status=status, content_type=kind)
    body = FileBody.at(file, span.start, span.length)
    if body is None:
        return HttpResponse(status=503, headers=BUSY)
    return FileAnswer(body, status=status, content_type=kind, headers={"Content-Length": str(span.length)})


def _with(answer: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    """What the answer says itself stays."""
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    return answer
