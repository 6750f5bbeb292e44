"""The probes, where no server of ours stands in front of Django: in development and in tests."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from serving.web_server import probes


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return _answer(probes.healthz)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    return _answer(probes.readyz)


def _answer(probe: Callable[[], probes.Answer]) -> HttpResponse:
    status, text = probe()
    return HttpResponse(text, status=status, headers=dict(probes.HEADERS))
