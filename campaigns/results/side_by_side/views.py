"""All campaigns and waves in one table and as small charts, and any two of them from their first day on."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign, ChannelKind, Frame
from campaigns.results.charts.shapes import Chart, Series, ceiling, chart
from campaigns.results.charts.timelines import known
from campaigns.results.figures import definitions, site_definitions
from campaigns.results.figures.comparison import KINDS, Comparison, aligned
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.periods import Span, whole
from campaigns.results.frame import may_see, show_all
from campaigns.results.side_by_side.asked import Asked, begun, spans, within, years_of
from campaigns.results.side_by_side.rows import rows
from core.measures.indicators import Indicator
from core.words import languages
from reach.figures.reading import DAILY

TAB = "results_compare"
PER_PAGE = 12
ROUGH = timedelta(days=1)


@require_admin_access
def compare(request: HttpRequest) -> HttpResponse:
    may_see(request)
    every = begun()
    asked = Asked.of(request.GET, years := years_of(every))
    page = Paginator(within(every, asked), PER_PAGE).get_page(request.GET.get("p"))
    found, entries = rows(list(page.object_list), asked)
    fresh = freshness(*(campaign.pk for campaign in every))
    context = {
        "asked": asked,
        "filters": _filters(years),
        "page": page,
        "rows": found,
        "fresh": fresh,
        "multiples": _multiples([row.campaign for row in found if row.wave is None], entries, fresh.day, asked),
        "about": site_definitions,
        "clicks": definitions.CLICKS,
        **_two(request, spans(every), fresh.day),
    }
    return show_all(request, "results/compare/index.html", TAB, context, _glossary())


def _glossary() -> list:
    return [
        *definitions.of(*KINDS),
        definitions.CLICKS,
        site_definitions.HELP_TAKEN,
        site_definitions.PLANNED,
        site_definitions.SPENT,
        site_definitions.COST_OF_VISITS,
    ]


def _filters(years: list[str]) -> list[tuple[str, str, list]]:
    """(name, label, choices) of each; all can be asked for."""
    return [
        ("frame", _("Frame"), list(Frame.choices)),
        ("year", _("Year"), [(year, year) for year in years]),
        ("language", _("Language"), [(code, languages.language(code).name) for code in languages.codes()]),
        ("channel", _("Kind of channel"), list(ChannelKind.choices)),
    ]


def _multiples(
    campaigns: list[Campaign], entries: Mapping[int, Mapping[date, int]], until: date | None, asked: Asked
) -> list[tuple[Campaign, Chart]]:
    """Visits of each by day since its launch, all on one scale; none where a kind of channel is asked for."""
    if asked.channel:
        return []
    drawn = [(campaign, entries.get(campaign.pk, {})) for campaign in campaigns if entries.get(campaign.pk)]
    top = max((max(_first_days(one, days, until)[0], default=0) for one, days in drawn), default=0)
    return [(campaign, _multiple(campaign, days, until, ceiling(top)[0])) for campaign, days in drawn]


def _first_days(campaign: Campaign, days: Mapping[date, int], until: date | None) -> tuple[list[int], bool]:
    """The counts of its first days, and whether the last of them is still counted."""
    period = whole(campaign).period
    slots = [period.first + number * ROUGH for number in range(min(DAILY, period.days))]
    values = [value for slot in slots if (value := known(days, slot, until)) is not None]
    return values, until is not None and bool(slots) and until <= slots[-1]


def _multiple(campaign: Campaign, days: Mapping[date, int], until: date | None, top: int) -> Chart:
    values, is_open = _first_days(campaign, days, until)
    return chart(
        f"campaign-{campaign.pk}",
        _("%(indicator)s, by day since the start") % {"indicator": OF[Indicator.ENTRY].name},
        _("Day since the start"),
        [_("Day %(number)d") % {"number": number} for number in range(1, len(values) + 1)],
        [Series(campaign.name, values)],
        ticks=[str(number) for number in range(1, len(values) + 1)],
        open_end=is_open,
        height=110,
        top=top,
    )


def _two(request: HttpRequest, choices: dict[str, tuple[str, Span]], until: date | None) -> dict:
    """The two that are compared; nothing where they are not two."""
    first, second = request.GET.get("a", ""), request.GET.get("b", "")
    wanted = request.GET.get("indicator", "")
    indicator = wanted if wanted in KINDS else Indicator.ENTRY.value
    comparison: Comparison | None = None
    if first in choices and second in choices and first != second:
        (name, now), (other, then) = choices[first], choices[second]
        comparison = aligned(now, then, indicator, until, [], names=(name, other))
    return {
        "choices": [(key, name) for key, (name, _span) in choices.items()],
        "a": first,
        "b": second,
        "same": bool(first) and first == second,
        "indicator": indicator,
        "indicators": [(kind, OF[kind].name) for kind in KINDS],
        "comparison": comparison,
    }


urls = [path("results/compare/", compare, name=TAB)]
