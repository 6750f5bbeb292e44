"""Redirects of the admin, and those that Wagtail makes where the address of a page changes."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects import middleware

from core.navigation import links


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's own names the new address of a page that nobody may know of yet: there is nothing here until it is public."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or not links.is_closed(links.Link("address", answer["Location"]), request):
            return answer
        return response
