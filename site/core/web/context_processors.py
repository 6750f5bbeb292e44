"""What the base template needs beside the page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation.frame import Frame


def site(request: HttpRequest) -> dict[str, object]:
    return {"frame": SimpleLazyObject(lambda: Frame.of(request))}
