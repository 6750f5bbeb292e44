"""Matomo, where the operator has one: the tag of django-analytical, in a file of this site's own, with guards before it.

The tag is inline where django-analytical puts it, which the content security policy forbids; and it knows neither an
opt-out nor how to leave out what follows a question mark. Only open pages load it.
"""

import re
from functools import cache

from analytical.templatetags.matomo import MatomoNode
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reach.refusal import OPT_OUT

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def is_configured() -> bool:
    return bool(settings.MATOMO_SITE_ID)


@require_safe
@cache_control(public=True, max_age=3600)
def script(request: HttpRequest) -> HttpResponse:
    if not is_configured():
        raise Http404
    response = HttpResponse(
        written(settings.MATOMO_DOMAIN_PATH, settings.MATOMO_SITE_ID), content_type="text/javascript"
    )
    response.language_is_given = True
    return response


@cache
def written(domain_path: str, site_id: int) -> str:
    """The script for one Matomo; without a request in its context the tag knows no user and no address."""
    tag = SCRIPT.search(MatomoNode().render(Context({}))).group(1)
    return render_to_string("reach/matomo.js", {"tag": mark_safe(tag), "opt_out": OPT_OUT})  # from settings alone
