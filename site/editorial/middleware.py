"""What the team sends is kept whole or not at all; a refusal is told where the person was, and loses nothing else of it."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.navigation.links import back
from core.publication.sign_off import SignOffError
from core.web import well_formed
from editorial.sign_off import decisions, refused_form

# Wagtail's editors write the row, its draft, the history and the approvals one after the other.
EDITORS = ("wagtailadmin_pages", "wagtailsnippets_")


class SignOffMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return refused_form.instead(request, response) if refused_form.concerns(request, response) else response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        """In one transaction, wherever the database is lost; what came before a refusal is kept."""
        if request.method != "POST" or not request.resolver_match.namespace.startswith(EDITORS):
            return None
        if decisions.came_too_late(request):
            messages.error(request, decisions.with_comment(request, decisions.TOO_LATE))
            return redirect("wagtailadmin_home")
        try:
            with transaction.atomic():
                try:
                    return decisions.confirmed(request, view(request, *args, **kwargs))
                except SignOffError as error:
                    return self.process_exception(request, error)
        except well_formed.STUMBLES as error:
            if answer := well_formed.answer(request, error):
                return answer
            raise

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SignOffError):
            return None
        if not refused_form.asked_by(request) and "text/html" not in request.headers.get("Accept", "text/html"):
            return JsonResponse({"success": False, "error_message": exception.message}, status=409)
        in_window = refused_form.asked_by(request)  # which shows the comment by itself
        messages.error(request, exception.message if in_window else decisions.with_comment(request, exception.message))
        return redirect(back(request, "wagtailadmin_home"))
