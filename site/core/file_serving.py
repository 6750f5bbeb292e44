"""Gives a stored file to a visitor."""

from django.core.files.storage import Storage
from django.http import FileResponse, HttpRequest, HttpResponse


def serve_file(
    request: HttpRequest, name: str, storage: Storage, *, kind: str, etag: str = "", filename: str = ""
) -> HttpResponse:
    return FileResponse(storage.open(name), content_type=kind, as_attachment=True, filename=filename)
