"""A refusal is told where the person was, with what to do about it; nothing else of the request is lost."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.links import back
from core.sign_off import SignOffError


class SignOffMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SignOffError):
            return None
        if "text/html" not in request.headers.get("Accept", "text/html"):
            return JsonResponse({"success": False, "error_message": exception.message}, status=409)
        messages.error(request, exception.message)
        return redirect(back(request, "wagtailadmin_home"))
