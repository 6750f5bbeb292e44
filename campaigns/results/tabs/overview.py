"""Overview: targets, the course of one indicator, the chain, the wave before, and how far to trust it all."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Frame
from campaigns.results.charts.timelines import timeline
from campaigns.results.figures import definitions
from campaigns.results.figures.chain import chain
from campaigns.results.figures.comparison import compare
from campaigns.results.figures.counted import count
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.help import way_to_help
from campaigns.results.figures.marks import happened
from campaigns.results.figures.periods import choose
from campaigns.results.figures.quality import quality
from campaigns.results.figures.site_definitions import OF_HELP
from campaigns.results.figures.targets import targets
from campaigns.results.frame import campaign_for, show
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES

TAB = "results_overview"
SHOWN = (
    Indicator.ENTRY,
    Indicator.VIEW,
    Indicator.LINK_HIT,
    Indicator.KIT_DOWNLOAD,
    Indicator.READ_90,
    Indicator.SHARE,
    Indicator.CTA_CALL,
    Indicator.CTA_SMS,
    Indicator.CTA_CHAT,
)


@require_admin_access
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    indicator = request.GET.get("indicator", "")
    context = _context(choice, indicator if indicator in SHOWN else Indicator.ENTRY.value)
    glossary = [*definitions.COUNTED, definitions.IMPRESSIONS, definitions.COST, definitions.CALLS]
    glossary += [*OF_HELP, definitions.REJECTED, definitions.MANUAL]
    return show(request, "results/overview.html", campaign, TAB, context, choice=choice, definitions=glossary)


def _context(choice, indicator: str) -> dict:
    span = choice.span
    counted, fresh = count(span), freshness(span.campaign.pk)
    is_protected = span.campaign.audience in PROTECTED_SURFACES
    marks = happened(span.campaign, choice.waves, span.period)
    return {
        "span": span,
        "fresh": fresh,
        "counted": counted,
        "targets": targets(counted, fresh.day),
        "indicators": [(OF[kind], kind == indicator) for kind in SHOWN],
        "indicator": indicator,
        "course": timeline(
            "course", OF[indicator].name, counted.days.get(indicator, {}), span.period, fresh.day, marks
        ),
        "chain": chain(counted),
        "is_protected": is_protected,
        "steps": None if is_protected else way_to_help(counted.figure, _law_views(counted)),
        "comparison": None if is_protected else compare(counted, choice.waves, indicator, fresh.day, marks),
        "quality": quality(counted),
        "about": definitions,
    }


def _law_views(counted) -> int | None:
    """Views of its pages, where its angle is the law."""
    return counted.of(Indicator.VIEW) if counted.span.campaign.frame == Frame.LAW else None


urls = [path("results/<int:pk>/", overview, name=TAB)]
