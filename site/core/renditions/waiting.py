"""Who may wait for a picture to be made: the team in the admin, the worker, a command; never a visitor."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.images.models import SourceImageIOError

_nobody_waits: ContextVar[bool] = ContextVar("nobody_waits", default=False)


class NotMadeYetError(SourceImageIOError):
    """Wagtail's own tags then show no picture, rather than fail."""


@contextmanager
def nobody_waits() -> Iterator[None]:
    """What is rendered inside shows what was made already, and makes nothing."""
    before = _nobody_waits.set(True)
    try:
        yield
    finally:
        _nobody_waits.reset(before)


def require_somebody_waits(what: str) -> None:
    if _nobody_waits.get():
        raise NotMadeYetError(f"{what} was not made yet, and no visitor waits for it")


class NobodyWaitsMiddleware:
    """Outside the admin, where the team uploads, chooses and previews, no request makes a picture."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.admin):
            return self.get_response(request)
        with nobody_waits():
            return self.get_response(request)
