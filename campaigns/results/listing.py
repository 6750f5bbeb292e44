"""All campaigns with one figure each, those that run first."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.figures.counted import CALLS
from campaigns.results.figures.definitions import CLICKS, OF
from campaigns.results.frame import may_see, show_all
from core.measures.indicators import Indicator
from reach.events import Dimension
from reach.models import Total

TAB = "results_index"
PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    campaign: Campaign
    entries: int
    clicks: int


@require_admin_access
def index(request: HttpRequest) -> HttpResponse:
    may_see(request)
    page = Paginator(in_order(timezone.now()), PER_PAGE).get_page(request.GET.get("p"))
    sums = headlines([campaign.pk for campaign in page.object_list])
    rows = [
        Row(one, sums.get((one.pk, Indicator.ENTRY), 0), sum(sums.get((one.pk, kind), 0) for kind in CALLS))
        for one in page.object_list
    ]
    about = {"about_entry": OF[Indicator.ENTRY], "about_clicks": CLICKS}
    return show_all(request, "results/index.html", TAB, about | {"page": page, "rows": rows}, list(about.values()))


def in_order(now: datetime):
    """Those that run, those that are over, those that are still to come."""
    over = Q(closed_at__isnull=False) | Q(ends_at__lte=now)
    state = Case(
        When(Q(launched_at=None) | Q(launched_at__gt=now), then=Value(2)),
        When(over, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return Campaign.objects.annotate(state=state).order_by("state", F("launched_at").desc(nulls_last=True), "name")


def headlines(campaigns: list[int]) -> dict[tuple[int, str], int]:
    """{(campaign, kind): what was counted since its launch}, in one query."""
    found = Total.objects.filter(
        campaign__in=campaigns,
        dimension=Dimension.ALL,
        grain=Total.Grain.MONTH,
        kind__in=[Indicator.ENTRY, *CALLS],
    )
    rows = found.values_list("campaign", "kind").annotate(Sum("n")).order_by()
    return {(campaign, kind): n for campaign, kind, n in rows}


urls = [path("results/", index, name=TAB)]
