"""All campaigns and waves in one table and as small charts, and any two of them from their first day on."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import ChannelKind, Frame
from campaigns.results.charts.shapes import Chart, Series, ceiling, chart
from campaigns.results.charts.timelines import DAY, known
from campaigns.results.figures import definitions, site_definitions
from campaigns.results.figures.comparison import KINDS, Comparison, aligned
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.periods import Span
from campaigns.results.frame import may_see, show_all
from campaigns.results.side_by_side.asked import Asked, begun, spans, within, years_of
from campaigns.results.side_by_side.rows import Row, by_frame, rows
from core.measures.indicators import Indicator
from core.words import languages
from reach.figures.reading import DAILY

TAB = "results_compare"
PER_PAGE, CHARTS = 12, 24


@require_admin_access
def compare(request: HttpRequest) -> HttpResponse:
    may_see(request)
    every = begun()
    asked = Asked.of(request.GET, years := years_of(every))
    chosen = within(every, asked)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("p"))
    told = rows(chosen, asked)
    found = [row for row in told if row.campaign in page.object_list]
    fresh = freshness(*(campaign.pk for campaign in every))
    context = {
        "asked": asked,
        "filters": _filters(years),
        "page": page,
        "rows": found,
        "frames": by_frame(told),
        "fresh": fresh,
        "multiples": _multiples(found, fresh.day),
        "about": site_definitions,
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


def _multiples(found: list[Row], until: date | None) -> list[tuple[Row, Chart]]:
    """Visits of each by day since its start, all on one scale; none of what no day is told of."""
    drawn = [row for row in found if any(row.days.values())][:CHARTS]
    values = {row.key: _first_days(row, until) for row in drawn}
    top = max((max(counts, default=0) for counts, _is_open in values.values()), default=0)
    return [(row, _multiple(row, *values[row.key], ceiling(top)[0])) for row in drawn]


def _first_days(row: Row, until: date | None) -> tuple[list[int], bool]:
    """The counts of its first days, and whether the last of them is still counted."""
    period = row.span.period
    slots = [period.first + number * DAY for number in range(min(DAILY, period.days))]
    values = [value for slot in slots if (value := known(row.days, slot, until)) is not None]
    return values, until is not None and until <= slots[-1]


def _multiple(row: Row, values: list[int], is_open: bool, top: int) -> Chart:
    numbers = range(1, len(values) + 1)
    return chart(
        f"row-{row.key}",
        _("%(indicator)s, by day since the start") % {"indicator": OF[Indicator.ENTRY].name},
        _("Day since the start"),
        [_("Day %(number)d") % {"number": number} for number in numbers],
        [Series(row.name, values)],
        ticks=[str(number) for number in numbers],
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
