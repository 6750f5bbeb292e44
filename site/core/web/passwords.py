"""The password that an editor gave a page or a document is not found by trying."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from limits import RateLimitItemPerMinute
from wagtail.documents.views import serve as documents
from wagtail.views import authenticate_with_password

from serving import rates

WRONG = RateLimitItemPerMinute(20)  # from one address; a class that was given the right one may be larger


def slowly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that asks for a password: wrong ones are counted, and after too many of them none is looked at."""

    @wraps(view)
    def limited(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        posted = request.method == "POST"
        if posted and not rates.allows(request.META, cost=0, limit=WRONG):
            response = render(request, "core/too_often.html", status=429)
        else:
            response = view(request, *args, **kwargs)
            if posted and response.status_code == 200:
                rates.allows(request.META, limit=WRONG)
        response.headers["Cache-Control"] = "no-store"
        return response

    return limited


# Each has the address by which Wagtail knows its own, in front of which it stands.
of_documents = path(
    "documents/authenticate_with_password/<int:restriction_id>/", slowly(documents.authenticate_with_password)
)
of_pages = path(
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", slowly(authenticate_with_password)
)
