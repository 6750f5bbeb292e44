"""Serves uploaded files: what is public to everybody, what is not to those who see it elsewhere."""

import mimetypes
import posixpath
from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core import registry
from core.files import access as file_access
from core.files import shown as shown_files
from serving.files.answers import PUBLIC, serve_file
from serving.files.public import PublicFiles

PRIVATE = (
    "documents/",
    "original_images/",
    "wagtail_uploads/",
)  # documents have a view that checks who asks; originals hold what cameras note; uploads wait there for their licence
SHOWN = ("image/", "video/", "audio/", "text/vtt")
Guard = Callable[[str], bool]
# By folder: whether the file of this name, in that folder, may be had now, by anybody at all.
GUARDS = registry.Table[str, Guard]()
mimetypes.add_type("text/vtt", ".vtt")
mimetypes.add_type("image/avif", ".avif")


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponse:
    """The file `name`. To whom it is not shown, it is not there."""
    cache_control = _cache_control(request, name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = serve_file(request, name, default_storage, kind=kind, cache_control=cache_control)
    # What a browser could run is saved, never shown under this site's name.
    if not kind.startswith(SHOWN) or kind == "image/svg+xml":
        response["Content-Disposition"] = "attachment"
    return response


def _cache_control(request: HttpRequest, name: str) -> str:
    """Of the answer to this person; raises Http404 where there is nothing for them."""
    if not _is_an_address(name):
        raise Http404
    if public_files.has(name):
        return PUBLIC
    # Asked whether or not there is such a file, and in this order: each refusal is alike, to the last header.
    if file_access.may_have(request, _holders(name)) and _passes_guards(name):
        return file_access.PRIVATE
    raise Http404


def _is_an_address(name: str) -> bool:
    """A file has one name: another way to write it, such as `images/../documents/a.pdf`, leads nowhere.

    A storage would find a file by its whole path on the disk, too.
    """
    return posixpath.normpath(name) == name and not name.startswith(("/", *PRIVATE))


def _is_public(name: str) -> bool:
    """What lies in a folder that nobody answers for is not."""
    if _folder(name) in shown_files.FOLDERS:
        return _passes_guards(name) and any(map(shown_files.is_shown, _holders(name)))
    return _folder(name) in GUARDS and _passes_guards(name)


public_files = PublicFiles(_is_public)


def _passes_guards(name: str) -> bool:
    guard = GUARDS.get(_folder(name))
    return guard is None or guard(name)


def _holders(name: str) -> Iterable[Any]:
    return shown_files.holders(name) if _folder(name) in shown_files.FOLDERS else ()


def _folder(name: str) -> str:
    return name.partition("/")[0]
