"""Matomo, where the operator has one: the tag of django-analytical, which reports nothing but that a page was opened, and from where.

The tag is inline where django-analytical puts it, and does not know how to leave out what follows a question mark.
"""

import re
from functools import cache

from analytical.templatetags.matomo import MatomoNode
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from reach.analytics.providers import Provider, Set

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Matomo(Provider):
    name = "matomo"
    told = _(
        "Open pages also report to the operator’s own Matomo that they were opened, and from which page somebody came: without a cookie, without a number for you, and without what follows a question mark in an address. Pages for people in danger and for young people do not."
    )

    def configured(self) -> Set | None:
        if not settings.MATOMO_SITE_ID:
            return None
        scheme, _sep, domain_path = settings.MATOMO_URL.partition("://")
        return Set(f"{scheme}://{domain_path.partition('/')[0]}", written(domain_path, settings.MATOMO_SITE_ID))


@cache
def written(domain_path: str, site_id: int) -> str:
    """The script for one Matomo; without a request in its context the tag knows no user and no address."""
    tag = SCRIPT.search(MatomoNode().render(Context({}))).group(1)
    return render_to_string("reach/matomo.js", {"tag": mark_safe(tag)})  # from settings alone
