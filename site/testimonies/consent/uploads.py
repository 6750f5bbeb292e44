"""Uploads that never touch the disk: Django writes those of more than 2.5 MB into a temporary file, in clear."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from testimonies.consent.documents import MAX_SIZE


class InMemory(MemoryFileUploadHandler):
    """Whatever the size; what is far too large is not read to its end."""

    def handle_raw_input(self, *args, **kwargs):
        super().handle_raw_input(*args, **kwargs)
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        if start > 2 * MAX_SIZE:
            self.file = BytesIO()
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


def kept_in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that takes a file. The handler is set before the token is looked for, which reads the body."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return protected(request, *args, **kwargs)

    return wrapped
