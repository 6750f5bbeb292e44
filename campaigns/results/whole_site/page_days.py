"""One open page of the whole site, day by day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from campaigns.results.charts.timelines import timeline
from campaigns.results.figures.counted import Figure
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.marks import everywhere
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.frame import may_see, show_all
from campaigns.results.tabs.pages import KINDS
from campaigns.results.whole_site import pages
from campaigns.results.whole_site.periods import choose
from campaigns.results.whole_site.views import TAB
from core.measures.indicators import Indicator
from reach.figures import whole_site

SHOWN = (*KINDS, *pages.CHECKS)


@require_admin_access
def page_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Raises Http404 for a page of which nothing is told by itself."""
    may_see(request)
    page = get_object_or_404(Page.objects.select_related("locale"), pk=pk)
    if str(pk) in pages.withheld():
        raise Http404
    of = whole_site.campaigns()
    days = choose(request.GET, lambda: whole_site.began(of))
    fresh = freshness(*of)
    asked = request.GET.get("indicator", "")
    indicator = asked if asked in SHOWN else Indicator.VIEW.value
    courses = whole_site.course_of_pages(of, [str(pk)], SHOWN, days.period).get(str(pk), {})
    context = {
        "page": page,
        "days": days,
        "fresh": fresh,
        "figures": [Figure(OF_SITE[kind], sum(courses.get(kind, {}).values())) for kind in SHOWN],
        "indicator": indicator,
        "course": timeline(
            "course",
            OF_SITE[indicator].name,
            courses.get(indicator, {}),
            days.period,
            fresh.day,
            everywhere(days.period),
        ),
    }
    return show_all(request, "results/site/page.html", TAB, context, [OF_SITE[kind] for kind in SHOWN])


urls = [path("results/site/pages/<int:pk>/", page_days, name="results_site_page")]
