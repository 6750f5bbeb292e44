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
from reach.events import PROTECTED_SURFACES, Dimension
from reach.models import Total

TAB = "results_index"
PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """`entries` and `clicks` are None where nothing is attributed to the campaign."""

    campaign: Campaign
    entries: int | None
    clicks: int | None


@require_admin_access
def index(request: HttpRequest) -> HttpResponse:
    may_see(request)
    page = Paginator(in_order(timezone.now()), PER_PAGE).get_page(request.GET.get("p"))
    sums = headlines([campaign.pk for campaign in page.object_list])
    rows = [_row(one, sums) for one in page.object_list]
    about = {"about_entry": OF[Indicator.ENTRY], "about_clicks": CLICKS}
    return show_all(request, "results/index.html", TAB, about | {"page": page, "rows": rows}, list(about.values()))


def _row(campaign: Campaign, sums: dict[tuple[int, str], int]) -> Row:
    if campaign.audience in PROTECTED_SURFACES:
        return Row(campaign, None, None)
    clicks = sum(sums.get((campaign.pk, kind), 0) for kind in CALLS)
    return Row(campaign, sums.get((campaign.pk, Indicator.ENTRY), 0), clicks)


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
