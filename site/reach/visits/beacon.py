"""What a browser tells of an open page: a click on a call to action, a video, how far was read. Never who.

It may tell what the page's token says that the page can have. A page that was made ready before anybody looked tells its view
once somebody does: the fold counts no more of these than the page was sent ahead. Every answer is the same and empty, whatever became
of it: nobody learns by trying. What is refused is counted, by reason.
"""

import time
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.web.public_forms import from_this_site
from reach.events import LATE, Reason
from reach.visits import tokens
from reach.visits.counting import is_protected, record
from reach.visits.refusal import refusal
from reach.visits.tokens import Token
from serving import rates
from serving.served import Served

LONGEST = 512  # bytes of a body
SEEN = {indicator: late for late, indicator in LATE.items()}  # of a page that was prerendered: on any page
UNKNOWN = Served(kind="", surface="")


@csrf_exempt
@csp_override({})
@require_POST
def beacon(request: HttpRequest) -> HttpResponse:
    served, hour, reason = examine(request)
    record(served, reason, hour)
    response = HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    response.language_is_given = True
    return response


def examine(request: HttpRequest) -> tuple[Served, int | None, Reason | None]:
    """What is told, the hour that it belongs to where that is not this one, and why it is not counted.

    A body that is too long is not read.
    """
    if _length(request) > LONGEST:
        return UNKNOWN, None, Reason.OVERSIZE
    told = _told(QueryDict(request.read(LONGEST)))
    reason = _refusal(request, told)
    if told is None:
        return UNKNOWN, None, reason
    # It belongs to the hour in which the page was sent: the fold holds the one against the other.
    return told.served, told.hour if reason is None else None, reason


def _refusal(request: HttpRequest, told: Token | None) -> Reason | None:
    if reason := refusal(request.META):
        return reason
    if not from_this_site(request):
        return Reason.CROSS_SITE
    if not rates.allows(request.META):
        return Reason.RATE
    return None if told else Reason.BAD_TOKEN


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LONGEST + 1


def _told(said: QueryDict) -> Token | None:
    """What the page's token says was seen; None unless all that is said agrees with it."""
    token = tokens.read(said.get("token", ""), time.time())
    if token is None or is_protected(token.served):
        return None
    kind, served = said.get("kind"), token.served
    can_be = kind in SEEN or kind in token.kinds
    agrees = said.get("page") == str(served.page) and said.get("variant", served.variant) == served.variant
    return token._replace(served=replace(served, kind=SEEN.get(kind, kind))) if can_be and agrees else None
