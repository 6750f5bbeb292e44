"""What the rules look at, read from the counts."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q, Sum
from wagtail.models import Page

from campaigns.plan.models import Campaign, TrackedLink
from campaigns.results.figures.periods import Span
from campaigns.results.models import CallVolume
from campaigns.results.tabs.channels import rows
from campaigns.results.tomorrow.rules import SILENT_DAYS, WEEK, Days, Evidence
from core.measures.indicators import Indicator
from core.publication.varying import varied
from reach.events import Dimension
from reach.figures import reading
from reach.figures.reading import Period

DAY = timedelta(days=1)
CODES, SHARES, CALLS = 2 * WEEK + SILENT_DAYS, 2 * WEEK, 5 * WEEK  # days
DAYS_OF_CALLS = 30  # at least, of `CALLS`: otherwise the helpline does not count by the day


def gather(span: Span, until: date) -> Evidence:
    """Of the days before `until`, the last that is counted in part; at most sixteen queries."""
    campaign, last = span.campaign, until - DAY
    return Evidence(
        codes=_codes(campaign, Period(until - CODES * DAY, last)),
        languages=_languages(campaign, Period(max(span.period.first, until - SHARES * DAY), last)),
        channels={
            str(row.channel.pk): (row.cost, row.rated.hits) for row in rows(span) if row.rated and row.cost is not None
        },
        pages=_pages(campaign, Period(until - SHARES * DAY, last)),
        calls=_calls(campaign),
    )


def _listed(counts: Mapping[date, int], period: Period) -> list[int]:
    return [counts.get(period.first + number * DAY, 0) for number in range(period.days)]


def _codes(campaign: Campaign, period: Period) -> dict[str, Days]:
    """Those in use: a code whose wave is over may be silent."""
    running = Q(placement__wave=None) | Q(placement__wave__ended_at=None, placement__wave__started_at__isnull=False)
    used = TrackedLink.objects.filter(running, campaign=campaign, retired_at=None)
    keys = {str(pk) for pk in used.values_list("pk", flat=True)}
    found = {}
    for key, kinds in reading.daily(Dimension.LINK, campaign.pk, [Indicator.LINK_HIT], period).items():
        if key in keys:
            counts = kinds[Indicator.LINK_HIT]
            found[key] = _listed(counts, Period(min(counts), period.last))
    return found


def _languages(campaign: Campaign, period: Period) -> dict[str, Days]:
    found = reading.daily(Dimension.LOCALE, campaign.pk, [Indicator.ENTRY], period)
    return {key: _listed(kinds[Indicator.ENTRY], period) for key, kinds in found.items()}


def _pages(campaign: Campaign, period: Period) -> dict[str, list[tuple[int, int]]]:
    """Without those whose reading was never measured, and those of which several wordings are tried: what is read of these is no habit."""
    every = reading.daily(Dimension.PAGE, campaign.pk, [Indicator.VIEW, Indicator.READ_50], period)
    read = [key for key, kinds in every.items() if key.isdecimal() and Indicator.READ_50 in kinds]
    tried = varied(Page.objects.filter(pk__in=read)) if read else set()
    found = {key: every[key] for key in read if int(key) not in tried}
    return {
        key: list(
            zip(*(_listed(kinds.get(kind, {}), period) for kind in (Indicator.VIEW, Indicator.READ_50)), strict=True)
        )
        for key, kinds in found.items()
    }


def _calls(campaign: Campaign) -> dict[str, Days]:
    """Up to the last day that each helpline told of."""
    told: dict[str, dict[date, int]] = defaultdict(dict)
    volumes = CallVolume.objects.filter(campaign=campaign).values_list("helpline", "day").annotate(Sum("calls"))
    for helpline, day, calls in volumes.order_by():
        told[str(helpline)][day] = int(calls)
    found = {}
    for key, days in told.items():
        period = Period(max(days) - (CALLS - 1) * DAY, max(days))
        if sum(period.first <= day for day in days) >= DAYS_OF_CALLS:
            found[key] = _listed(days, period)
    return found
