"""Launch live: what arrives minute by minute, and the first hours of the wave. Nothing of it is kept."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign, ChannelKind
from campaigns.results.charts.shapes import Chart
from campaigns.results.charts.timelines import hours, minutes
from campaigns.results.figures import definitions
from campaigns.results.figures.counted import CALLS
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.marks import Happened, happened
from campaigns.results.figures.periods import Choice, Span, choose
from campaigns.results.frame import campaign_for, show
from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES
from reach.figures import live as arriving
from reach.figures import reading
from reach.figures.reading import Period
from reach.journal.beats import lag
from reach.models import Hour

TAB = "results_live"
KINDS = (Indicator.ENTRY, Indicator.VIEW, Indicator.LINK_HIT, *CALLS)
DAY = 24 * 60  # minutes: as long as they are kept
WINDOWS = {60: 1, 180: 1, DAY: 10}  # how far back, and how long a bar is, in minutes
HOUR = timedelta(hours=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAUNCH = 72  # hours, from the start of the wave
EVERY = 10  # seconds between two renewals


def now_context(campaign: Campaign, choice: Choice, window: int) -> dict:
    """What is renewed: eight queries at most."""
    now = timezone.now()
    length = timedelta(minutes=WINDOWS[window])
    number = window // WINDOWS[window]
    since = _slot(now, length) - (number - 1) * length
    slots = [since + position * length for position in range(number)]
    arrived = dict(arriving.minutes(campaign.pk, [kind.value for kind in KINDS], since))
    today = day_of(now)
    marks = happened(campaign, choice.waves, Period(day_of(since), today))
    rejected = sum(reading.rejected(campaign.pk, Period(today, today)).values())
    counted = sum(reading.sums(campaign.pk, Indicator.values, Period(today, today)).values())
    return {
        "campaign": campaign,
        "now": now,
        "window": window,
        "charts": _charts(arrived, slots, length, marks),
        "lag": lag(),
        "one_machine": arriving.knows_one_machine(),
        "rejected": rejected,
        "rejected_share": rejected / (rejected + counted) if rejected + counted else None,
        "about": definitions,
    }


def _slot(at: datetime, length: timedelta) -> datetime:
    return at - (at - EPOCH) % length


def _charts(
    arrived: dict[datetime, dict[str, int]], slots: list[datetime], length: timedelta, marks: list[Happened]
) -> list[tuple]:
    """(definition, how many in the window, its chart); the clicks on helplines are one."""
    told = []
    for kinds in ((Indicator.ENTRY,), (Indicator.VIEW,), (Indicator.LINK_HIT,), CALLS):
        values: Counter[datetime] = Counter()
        for at, found in arrived.items():
            values[_slot(at, length)] += sum(found.get(kind, 0) for kind in kinds)
        name = OF[kinds[0]].name if len(kinds) == 1 else definitions.CLICKS.name
        definition = OF[kinds[0]] if len(kinds) == 1 else definitions.CLICKS
        drawn = minutes(f"live-{kinds[0].value}", name, values, slots, length, marks)
        told.append((definition, sum(values[slot] for slot in slots), drawn))
    return told


def first_hours(span: Span, choice: Choice) -> Chart | None:
    """Visits in the first hours of a wave; None where hours are not kept. Two or three queries."""
    if span.wave is None or span.campaign.audience in PROTECTED_SURFACES:
        return None
    start = span.wave.started_at.replace(minute=0, second=0, microsecond=0)
    end = min(timezone.now(), start + LAUNCH * HOUR)
    found = Hour.objects.filter(campaign=span.campaign.pk, wave=span.wave.pk, kind=Indicator.ENTRY)
    values = dict(found.filter(hour__range=(start, end)).values_list("hour", "n"))
    if not values:
        return None
    slots = [start + number * HOUR for number in range(int((end - start) / HOUR) + 1)][:LAUNCH]
    marks = happened(span.campaign, choice.waves, Period(day_of(start), day_of(end)))
    return hours("hours", OF[Indicator.ENTRY].name, values, slots, marks)


def slots_named(campaign: Campaign) -> bool:
    """Whether the campaign has a channel whose slots are worth a mark."""
    return campaign.channels.filter(kind__in=[ChannelKind.TELEVISION, ChannelKind.RADIO]).exists()


def _window(request: HttpRequest) -> int:
    wanted = request.GET.get("window", "")
    return int(wanted) if wanted in map(str, WINDOWS) else min(WINDOWS)


@require_admin_access
def live(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    window = _window(request)
    context = now_context(campaign, choice, window) | {
        "span": choice.span,
        "windows": WINDOWS,
        "day": DAY,
        "every": EVERY,
        "address": f"{reverse('results_live_now', args=[campaign.pk])}?window={window}",
        "is_protected": campaign.audience in PROTECTED_SURFACES,
        "hours": first_hours(choice.span, choice),
        "has_slots": slots_named(campaign),
        "may_note": request.user.has_perm("results.add_annotation"),
    }
    glossary = [*definitions.of(*KINDS), definitions.CLICKS, definitions.REJECTED]
    return show(request, "results/live.html", campaign, TAB, context, choice=choice, definitions=glossary)


@require_admin_access
def live_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that is renewed."""
    campaign = campaign_for(request, pk)
    return render(request, "results/live_now.html", now_context(campaign, choose(campaign, ""), _window(request)))


urls = [
    path("results/<int:pk>/live/", live, name=TAB),
    path("results/<int:pk>/live/now/", live_now, name="results_live_now"),
]
