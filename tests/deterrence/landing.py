"""Landing pages to test with, each complete with the least that it needs."""

from typing import Any

from campaigns.deterrence.models import LandingPage
from campaigns.plan.models import Campaign, Channel
from tests import factories
from tests.factories import block

HELP = block("helplines", heading="Parler", audience="buyers")


def channel(of: Campaign | None = None, name: str = "Affiches", kind: str = "poster") -> Channel:
    return Channel.objects.create(campaign=of or factories.campaign(), kind=kind, name=name)


def card(**fields: Any) -> dict[str, Any]:
    return block("fact_card", fact=factories.fact(**fields).pk)


def fields(of: Channel | None = None, **more: Any) -> dict[str, Any]:
    least = {
        "title": "Une page",
        "slug": "une-page",
        "channel": of or channel(),
        "frame": "law",
        "statement": "Payer est interdit.",
        "help": [HELP],
    }
    return least | ({} if "penalty" in more else {"penalty": [card()]}) | more


def landing_page(parent, of: Channel | None = None, **more: Any) -> LandingPage:
    return factories.publish(parent, LandingPage(**fields(of, **more)))
