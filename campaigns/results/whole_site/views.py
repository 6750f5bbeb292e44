"""The results of the whole site in the admin."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign, Frame
from campaigns.results.charts.timelines import timeline
from campaigns.results.figures import definitions
from campaigns.results.figures.counted import CALLS
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.help import way_to_help
from campaigns.results.figures.marks import everywhere
from campaigns.results.figures.quality import told
from campaigns.results.figures.site_definitions import OF_HELP, OF_SITE
from campaigns.results.frame import may_see, show_all
from campaigns.results.whole_site import audiences, pages, protected
from campaigns.results.whole_site.audiences import Counted
from campaigns.results.whole_site.periods import Days, choose
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES, Dimension
from reach.figures import whole_site
from reach.figures.reading import Period
from reach.models import Total

TAB = "results_site"
PER_PAGE, SECTIONS = 20, 8
HEADLINES = (Indicator.ENTRY, Indicator.VIEW, Indicator.CHECK_DONE, Indicator.CTA_CALL, Indicator.KIT_DOWNLOAD)
COURSES = (*HEADLINES, Indicator.CHECK_START, Indicator.STAGE_INFO, Indicator.LINK_HIT, Indicator.READ_90)


@require_admin_access
def site(request: HttpRequest) -> HttpResponse:
    may_see(request)
    of = whole_site.campaigns()
    days = choose(request.GET, lambda: whole_site.began(of))
    withheld = pages.withheld()
    asked = request.GET.get("indicator", "")
    indicator = asked if asked in COURSES else Indicator.ENTRY.value
    context = {
        "days": days,
        "about": definitions,
        **_counts(of, days, indicator, withheld),
        **_pages(of, days.period, withheld, request.GET.get("p")),
    }
    glossary = [*OF_SITE.values(), *OF_HELP, definitions.REJECTED]
    return show_all(request, "results/site/index.html", TAB, context, glossary)


def _counts(of: list[int], days: Days, indicator: str, withheld: dict[str, str]) -> dict:
    period = days.period
    fresh = freshness(*of)
    beside = days.beside(fresh.day)
    surfaces, every = audiences.count(of, period, withheld, beside and beside[1].first)
    counted = Counted(surfaces, audiences.corrections(period))
    course = counted.days.get(indicator, {})
    name = OF_SITE[indicator].name
    return {
        "fresh": fresh,
        "counted": counted,
        "headlines": audiences.headlines(counted, every, beside, HEADLINES),
        "beside": beside and beside[0],
        "indicators": [(OF_SITE[kind], kind == indicator) for kind in COURSES],
        "indicator": indicator,
        "course": timeline("course", name, course, period, fresh.day, everywhere(period)),
        "steps": way_to_help(counted.figure, law_views(period)),
        "kinds": [OF_SITE[kind] for kind in CALLS],
        "quality": told(
            whole_site.rejected(period.whole),
            sum(counted.of(kind) for kind in Indicator.values),
            counted.corrections,
        ),
        "protected": protected.surfaces(of, fresh),
    }


def _pages(of: list[int], period: Period, withheld: dict[str, str], number: str | None) -> dict:
    found = pages.pages(of, period, withheld)
    page = Paginator(found.rows, PER_PAGE).get_page(number)
    most = {name: max((row.views for row in rows), default=0) for name, rows in vars(found).items() if name != "checks"}
    return {"found": found, "sections": found.sections[:SECTIONS], "page": page, "most": most}


def law_views(period: Period) -> int:
    """Views of pages of campaigns whose angle is the law."""
    whole = period.whole
    views = Total.objects.filter(
        campaign__in=Campaign.objects.filter(frame=Frame.LAW).exclude(audience__in=PROTECTED_SURFACES).values("pk"),
        dimension=Dimension.ALL,
        grain=period.grain,
        start__range=(whole.first, whole.last),
        kind=Indicator.VIEW,
    )
    return int(views.aggregate(Sum("n"))["n__sum"] or 0)


urls = [path("results/site/", site, name=TAB)]
