"""Serves uploaded files that are public, where no web server in front does."""

import mimetypes
import posixpath
from collections.abc import Callable

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.file_serving import serve_file

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
    """The file `name`, as long as it is public."""
    if not _is_public(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = serve_file(request, name, default_storage, kind=kind)
    # What a browser could run is saved, never shown under this site's name.
    if not kind.startswith(SHOWN) or kind == "image/svg+xml":
        response["Content-Disposition"] = "attachment"
    return response


def _is_public(name: str) -> bool:
    """A file has one name: another way to write it, such as `images/../documents/a.pdf`, leads nowhere.

    A storage would find a file by its whole path on the disk, too.
    """
    if posixpath.normpath(name) != name or name.startswith(("/", *PRIVATE)):
        return False
    return all(guard(name) for folder, guard in _guards.items() if name.startswith(folder))
