"""The public results of a campaign: a page in every language, and beside it the same numbers for machines."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from campaigns.plan.models import Campaign, CampaignPage
from campaigns.plan.relay.open_pages import open_campaign_pages
from campaigns.results.public import chart, sections
from campaigns.results.public.files import as_csv, as_json
from campaigns.results.public.report import Block, Report
from core.navigation.frame import Frame
from core.protection.zones import protect
from core.words import languages

LOOK = {"voice": "public"}
Make = Callable[[Report], HttpResponse]


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    report = _report(request, slug)
    _speak(request, slug)
    return protect(render(request, "results/public/page.html", context(report)), "")


@require_safe
def results_json(request: HttpRequest, slug: str) -> HttpResponse:
    response = JsonResponse(as_json(_report(request, slug)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _for_all(response)


@require_safe
def results_csv(request: HttpRequest, slug: str) -> HttpResponse:
    response = HttpResponse(as_csv(_report(request, slug)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-results.csv"'
    return _for_all(response)


def context(report: Report) -> dict[str, object]:
    """What the page is made of; the preview shows the same."""
    return {
        "page": LOOK,
        "report": report,
        "campaign": report.campaign,
        "said": _said(report.campaign),
        "blocks": [_drawn(block) for block in report.blocks],
        "sections": sections.shown(report.campaign),
    }


def _drawn(block: Block) -> dict[str, object]:
    return {
        "block": block,
        "aimed": [(one, chart.towards(one)) for one in block.aimed],
        "others": [one for one in block.counted if one.target is None],
        "chart": chart.weeks(block) if block.number or block.by_month else None,
        "parts": [(one, chart.shares(one)) for one in block.parts],
    }


def _report(request: HttpRequest, slug: str) -> Report:
    """Of a campaign whose results are public; Http404 for any other, as if there were none."""
    campaign = get_object_or_404(Campaign, slug=slug, public_results__is_on=True)
    if not campaign.has_started or Frame.of(request).home is None:
        raise Http404
    return Report(campaign)


def _said(campaign: Campaign) -> CampaignPage | None:
    """What the campaign says, in the language of the request or else the first that it has; None where nothing is open."""
    order = [translation.get_language(), *languages.codes()]
    pages = open_campaign_pages().filter(campaign=campaign).select_related("locale").defer_streamfields()
    return min(pages, key=lambda page: (order.index(page.locale.language_code), page.path), default=None)


def _speak(request: HttpRequest, slug: str) -> None:
    """The switcher leads to this address in each language that has a home page."""
    urls = addresses(request, slug)
    Frame.of(request).languages = [languages.language(code, urls.get(code)) for code in languages.codes()]


def addresses(request: HttpRequest, slug: str) -> dict[str, str]:
    """{language: where the results of a campaign are, or would be}."""
    urls = {}
    for home in Frame.of(request).homes:
        code = home.locale.language_code
        with translation.override(code):
            urls[code] = reverse("public_results", args=[slug])
    return urls


def _for_all(response: HttpResponse) -> HttpResponse:
    """Other sites' scripts and tables may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return protect(response, "")


urls = [
    path("results/<slug:slug>/", results, name="public_results"),
    path("results/<slug:slug>/results.json", results_json, name="public_results_json"),
    path("results/<slug:slug>/results.csv", results_csv, name="public_results_csv"),
]
