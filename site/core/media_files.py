"""Serves uploaded files where no web server in front does: one file, or one range of it."""

import mimetypes
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

CHUNK = 64 * 1024  # bytes
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PRIVATE = (
    "documents/",
    "original_images/",
    "wagtail_uploads/",
)  # documents have a view that checks who asks; originals hold what cameras note; uploads wait there for their licence
SHOWN = ("image/", "video/", "audio/", "text/vtt")
Guard = Callable[[str], bool]
_guards: dict[str, Guard] = {}
mimetypes.add_type("text/vtt", ".vtt")
mimetypes.add_type("image/avif", ".avif")


def guards(folder: str) -> Callable[[Guard], Guard]:
    """Decorate a function that says whether the file of this name, in this folder, is public now."""

    def decorate(guard: Guard) -> Guard:
        _guards[f"{folder}/"] = guard
        return guard

    return decorate


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponse:
    """The file `name`; players ask for ranges (RFC 9110, section 14), which Django does not answer by itself."""
    if not _is_public(name):
        raise Http404
    try:
        file = default_storage.open(name)
        size = default_storage.size(name)
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    wanted = _range(request.headers.get("Range", ""), size)
    if wanted == "unsatisfiable":
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        response = FileResponse(file, content_type=kind)
    else:
        start, end = wanted
        response = StreamingHttpResponse(_read(file, start, end), status=206, content_type=kind)
        response["Content-Length"] = str(end - start + 1)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    # A shared cache asks again each minute: what is taken down is gone from it by then.
    response["Cache-Control"] = "public, max-age=3600, s-maxage=60"
    response["Last-Modified"] = http_date(default_storage.get_modified_time(name).timestamp())
    # What a browser could run is saved, never shown under this site's name.
    if not kind.startswith(SHOWN) or kind == "image/svg+xml":
        response["Content-Disposition"] = "attachment"
    return response


def _is_public(name: str) -> bool:
    """A file has one name: another way to write it, such as `images/../documents/a.pdf`, leads nowhere."""
    if posixpath.normpath(name) != name or name.startswith(PRIVATE):
        return False
    return all(guard(name) for folder, guard in _guards.items() if name.startswith(folder))


def _range(header: str, size: int) -> tuple[int, int] | str | None:
    """First and last byte of a single range; None for the whole file, as for ranges that this server does not answer."""
    match = RANGE.fullmatch(header.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:
        start, end = max(0, size - int(last)), size - 1
    if first and last and int(last) < int(first):
        return None
    return (start, end) if start <= end and start < size else "unsatisfiable"


def _read(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
