"""Of what days a sheet is asked for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, QueryDict
from django.utils.dateparse import parse_date
from rest_framework.exceptions import ParseError

from campaigns.plan.api.parameters import Choice
from campaigns.plan.models import Campaign
from campaigns.results.figures import periods
from campaigns.results.figures.periods import WHOLE, Span
from campaigns.results.whole_site import periods as site_periods
from reach.figures import whole_site
from reach.figures.reading import Period


@dataclass(frozen=True)
class Day:
    name: str
    about: str
    default: None = None

    def read(self, text: str) -> date:
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ParseError(f"“{self.name}” must be a day, as 2026-11-25.")
        return day

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Wave:
    """The number of a wave, as the list of campaigns tells it."""

    name: str = "wave"
    about: str = "The id of a wave that has started, or “all” for the whole campaign."
    default: str = WHOLE

    def read(self, text: str) -> str:
        if text == WHOLE or (text.isascii() and text.isdigit() and len(text) < 10):
            return text
        raise ParseError(f"“{self.name}” must be the id of a wave, or “{WHOLE}”.")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({WHOLE}|[0-9]{{1,9}})$", "default": self.default}


FIRST = Day("from", "The first day; without it, that of the wave or campaign.")
LAST = Day("to", "The last day; without it, that of the wave or campaign, or today.")
OF_CAMPAIGN = (Wave(), FIRST, LAST)
LENGTHS = Choice(
    "days",
    "So many days until today, or “all” since counting began. Instead of “from” and “to”.",
    lambda: [*site_periods.LENGTHS, site_periods.ALL],
)
OF_SITE = (LENGTHS, Day("from", "The first day, with “to”."), Day("to", "The last day, with “from”."))


def of_campaign(slug: str, asked: dict[str, Any]) -> Span:
    """Raises Http404 where there is nothing to tell, ParseError for days that are not of the wave or campaign."""
    campaign = Campaign.objects.filter(slug=slug).first()
    if campaign is None:
        raise Http404(f"There is no campaign “{slug}”.")
    span = periods.choose(campaign, asked["wave"]).span
    if span is None:
        raise Http404(f"“{slug}” is not launched: there is nothing to tell yet.")
    whole = span.period
    cut = Period(asked["from"] or whole.first, asked["to"] or whole.last)
    if not whole.first <= cut.first <= cut.last <= whole.last:
        raise ParseError(f"“from” and “to” must be days from {whole.first} to {whole.last}, in this order.")
    return replace(span, period=cut)


def of_site(asked: dict[str, Any]) -> tuple[list[int], Period]:
    """(the campaigns, 0 for pages of none, the days); raises ParseError where these cannot be told."""
    of = whole_site.campaigns()
    query = QueryDict(mutable=True)
    if asked["from"] or asked["to"]:
        if asked["days"]:
            raise ParseError("Give either “days”, or “from” and “to”.")
        query.update({"days": site_periods.OWN, "from": str(asked["from"] or ""), "to": str(asked["to"] or "")})
    elif asked["days"]:
        query["days"] = asked["days"]
    days = site_periods.choose(query, lambda: whole_site.began(of))
    if days.problem:
        raise ParseError(days.problem)
    return of, days.period
