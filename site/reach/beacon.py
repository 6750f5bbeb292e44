"""What a browser tells of an open page: a click on a call to action, a video, how far was read. Never who.

Every answer is the same and empty, whatever became of it: nobody learns by trying. What is refused is counted, by reason.
"""

import time
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core import rates
from core.indicators import Indicator
from core.public_forms import from_this_site
from core.served import Served
from reach import tokens
from reach.counting import is_protected, record
from reach.events import Reason
from reach.refusal import refusal

LONGEST = 512  # bytes of a body
KINDS = set(Indicator.values) - {Indicator.VIEW, Indicator.ENTRY, Indicator.LINK_HIT, Indicator.KIT_DOWNLOAD}
UNKNOWN = Served(kind="", surface="")


@csrf_exempt
@csp_override({})
@require_POST
def beacon(request: HttpRequest) -> HttpResponse:
    served, reason = examine(request)
    record(served, reason)
    response = HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    response.language_is_given = True
    return response


def examine(request: HttpRequest) -> tuple[Served, Reason | None]:
    """What is told, and why it is not counted; a body that is too long is not read."""
    if _length(request) > LONGEST:
        return UNKNOWN, Reason.OVERSIZE
    served = _told(QueryDict(request.read(LONGEST)))
    return served or UNKNOWN, _refusal(request, served)


def _refusal(request: HttpRequest, served: Served | None) -> Reason | None:
    if reason := refusal(request.META):
        return reason
    if not from_this_site(request):
        return Reason.CROSS_SITE
    if not rates.allows(request.META):
        return Reason.RATE
    return None if served else Reason.BAD_TOKEN


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LONGEST + 1


def _told(said: QueryDict) -> Served | None:
    """What the page's token says was seen; None unless all that is said agrees with it."""
    served = tokens.read(said.get("token", ""), time.time())
    if served is None or said.get("kind") not in KINDS or is_protected(served):
        return None
    agrees = said.get("page") == str(served.page) and said.get("variant", served.variant) == served.variant
    if not agrees:
        return None
    # An experiment counts a view's outcome once: what a view does again is counted as before, and for none of its wordings.
    variant = "" if said.get("again") else served.variant
    return replace(served, kind=said["kind"], variant=variant)
