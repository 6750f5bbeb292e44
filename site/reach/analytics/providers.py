"""What else the operator may count visits of open pages with: providers behind one seam, each with a host of the operator's.

A provider's script is a file of this site, never a tag in a page: the content security policy forbids those. Before it stand the guards that
hold for all of them, so that none can forget them; protected pages never load it.
"""

from abc import ABC, abstractmethod
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core import registry
from reach.visits.refusal import OPT_OUT


class Set(NamedTuple):
    """How one provider is set: the address of its host, as in `https://stats.example.org`, and its script."""

    host: str
    script: str


class Provider(ABC):
    """Its script sets no cookie, gives nobody a number, and sends no query of an address."""

    name: str
    told: str | Promise  # a sentence to visitors: what is reported to whom

    @abstractmethod
    def configured(self) -> Set | None:
        """As the settings say; None where the operator has none."""


PROVIDERS = registry.Named(Provider)


def used() -> dict[Provider, Set]:
    found = {provider: provider.configured() for provider in PROVIDERS.values()}
    return {provider: configured for provider, configured in found.items() if configured}


def hosts() -> list[str]:
    """What the policy allows open pages to ask."""
    return [configured.host for configured in used().values()]


@require_safe
@cache_control(public=True, max_age=3600)
def script(request: HttpRequest) -> HttpResponse:
    scripts = [mark_safe(configured.script) for configured in used().values()]  # from settings alone
    if not scripts:
        raise Http404
    text = render_to_string("reach/analytics.js", {"scripts": scripts, "opt_out": OPT_OUT})
    response = HttpResponse(text, content_type="text/javascript")
    response.language_is_given = True
    return response
