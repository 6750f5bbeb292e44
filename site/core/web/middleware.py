"""Addresses that can be none; the language of a request, and of its answer; what of an answer is worth compressing."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.middleware import common, gzip, locale
from django.utils import translation

from core.protection import dress
from core.protection.zones import Zone, protect

COMPRESSED = ("image/", "video/", "audio/", "application/zip", "application/pdf")
LARGEST = 2**63 - 1


class WholeAddressMiddleware:
    """Nothing has a NUL in its address, nor a number past 64 bits: databases refuse even to look for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return protect(HttpResponseNotFound("404", content_type="text/plain"), Zone.PROTECTED)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        says_so_itself = request.path_info.startswith("/api/")  # in JSON
        if not says_so_itself and any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            raise Http404


class DressMiddleware:
    """What is shown in the dress of the protected zone has its headers, whoever shows it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        return protect(response, Zone.PROTECTED) if is_page and dress.is_on(request) else response


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's own tries each 404 again under a language; an address that a view has answered is not missing a language.

    An answer whose view sets `language_is_given` is left as it is: Accept-Language has no part in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(response, "language_is_given", False):
            return response
        if response.status_code == 404 and request.resolver_match is not None:
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        return super().process_response(request, response)


class SpellingRedirect(HttpResponsePermanentRedirect):
    """Leads to an address as it is spelled: with its last slash, without capitals.

    No browser keeps it on its disk: it may name a page of the protected zone.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        protect(self, Zone.PROTECTED)


class CommonMiddleware(common.CommonMiddleware):
    response_redirect_class = SpellingRedirect


class GZipMiddleware(gzip.GZipMiddleware):
    """Django's own compresses what is compressed already too: seconds of a worker for each large file, and nothing saved.

    A stored file is sent as it is: its ranges and its tag are of these bytes, and a server may send them by itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = response.get("Content-Type", "")
        if response.has_header("Accept-Ranges") or (kind.startswith(COMPRESSED) and not kind.startswith("image/svg")):
            return response
        return super().process_response(request, response)
