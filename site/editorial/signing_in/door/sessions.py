"""Sessions end: some hours after they began, and after a while without anybody at work."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

BEGAN, SEEN = "session_began", "session_seen"
SIGNED_IN = "signed_in_now"  # on the request: as whom somebody has just signed in
GRAIN = 60  # seconds: as often as a session is written to say that somebody is at work
PINGS = "/admin/editing-sessions/"  # the editor sends them by itself, for as long as a window is open


def begin(request: HttpRequest) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def end_if_due(request: HttpRequest) -> bool:
    """Whether the session has just ended; from here on the request is nobody's."""
    if request.user.is_anonymous:
        return False
    now, began, seen = time.time(), request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    if now - began > settings.SESSION_HOURS * 3600 or now - seen > settings.SESSION_IDLE_MINUTES * 60:
        logout(request)
        return True
    if now - seen > GRAIN and is_deliberate(request):
        request.session[SEEN] = int(now)
    return False


def is_deliberate(request: HttpRequest) -> bool:
    """Whether somebody did something: what a page fetches by itself says nothing of whether anybody sits before it."""
    if request.path.startswith(PINGS):
        return False
    return request.method != "GET" or request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def end_all_of(user) -> int:
    """End every session of an account, at once; returns how many."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now())
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]
