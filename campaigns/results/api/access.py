"""Who reads: whoever sends a key, with the rights that its owner has at that moment."""

from django.conf import settings
from django.utils import translation
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.plan.api.endpoints import Open
from campaigns.plan.api.parameters import Choice
from campaigns.results.frame import MAY
from campaigns.results.models import FiguresKey
from core.words import languages

LANGUAGE = Choice("language", "The language of names and definitions.", languages.codes, default=settings.LANGUAGE_CODE)


class ByKey(BaseAuthentication):
    """`Authorization: Bearer figures_…`, and nothing else: never in an address, where it would stay in logs."""

    def authenticate(self, request: Request) -> tuple:
        kind, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise AuthenticationFailed("Send a key as “Authorization: Bearer figures_…”. Keys are made under Results.")
        key = FiguresKey.of(secret.strip())
        if key is None or not key.user.is_active:
            raise AuthenticationFailed("There is no such key, or it was ended. Keys are made under Results.")
        if key.has_ended:
            raise AuthenticationFailed(f"This key ended with {key.last_day.isoformat()}. Make another under Results.")
        key.note_use()
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="results"'


class Keyed(Open, APIView):
    """For a view that needs a key. `answer` is asked in the language that was asked for; nothing of it is kept anywhere."""

    authentication_classes = (ByKey,)
    parameters: tuple = (LANGUAGE,)

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        if not request.user.has_perm(MAY):
            raise PermissionDenied("The owner of this key may not see results any more.")

    def get(self, request: Request, **named) -> Response:
        with translation.override(self.asked["language"]):
            return self.answer(**named)

    def answer(self, **named) -> Response:
        raise NotImplementedError

    def finalize_response(self, request: Request, response: Response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response
