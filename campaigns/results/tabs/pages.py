"""Pages and languages: what was seen of each, how far it was read, what it led to."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from campaigns.results.figures import definitions
from campaigns.results.figures.chain import calls
from campaigns.results.figures.counted import CALLS, Ratio
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.periods import Span, choose
from campaigns.results.frame import campaign_for, show
from core.measures.indicators import Indicator
from core.words import languages
from reach.events import PROTECTED_SURFACES, Dimension
from reach.figures import reading

TAB = "results_pages"
PER_PAGE = 50
KINDS = (Indicator.VIEW, Indicator.ENTRY, Indicator.READ_50, Indicator.READ_90, Indicator.KIT_DOWNLOAD, *CALLS)


@dataclass(frozen=True)
class Row:
    """`language` is empty where a page is gone and nothing says in which it was; `address` where its days are told nowhere."""

    title: str
    language: str
    counts: dict[str, int]
    address: str = ""

    def of(self, kind: str) -> int:
        return self.counts.get(kind, 0)

    @property
    def views(self) -> int:
        return self.of(Indicator.VIEW)

    @property
    def entries(self) -> int:
        return self.of(Indicator.ENTRY)

    @property
    def half(self) -> Ratio:
        return Ratio(OF[Indicator.READ_50], self.of(Indicator.READ_50), OF[Indicator.VIEW], self.views)

    @property
    def end(self) -> Ratio:
        return Ratio(OF[Indicator.READ_90], self.of(Indicator.READ_90), OF[Indicator.VIEW], self.views)

    @property
    def downloads(self) -> int:
        return self.of(Indicator.KIT_DOWNLOAD)

    @property
    def clicks(self) -> list[int]:
        return [self.of(kind) for kind in CALLS]


def by_page(span: Span, number: str | None):
    """A page of rows, the most viewed first; three queries, of which the longest reads one kind alone."""
    counts = _by(Dimension.PAGE, span, [Indicator.VIEW])
    keys = sorted(counts, key=lambda key: (-counts[key][Indicator.VIEW], key))
    page = Paginator([key for key in keys if key.isdecimal()], PER_PAGE).get_page(number)
    found = _by(Dimension.PAGE, span, KINDS, list(page.object_list))
    rows = Page.objects.filter(pk__in=[int(key) for key in page.object_list])
    known = {str(pk): told for pk, *told in rows.values_list("pk", "title", "locale__language_code")}
    page.object_list = [
        Row(*known.get(key, (_("A page that is gone (no. %(number)s)") % {"number": key}, "")), found[key])
        for key in page.object_list
    ]
    return page


def by_language(span: Span) -> list[Row]:
    """Every language of the campaign, also where nothing was counted, and every other that was."""
    found = _by(Dimension.LOCALE, span, KINDS)
    found.pop("", None)
    codes = [code for code in languages.codes() if code in found or code in span.campaign.languages]
    codes += sorted(set(found) - set(codes))
    rows = [
        Row(languages.language(code).name if code in languages.codes() else code, code, found.get(code, {}))
        for code in codes
    ]
    return sorted(rows, key=lambda row: -row.views)


def _by(dimension: str, span: Span, kinds, keys: list[str] | None = None) -> dict[str, dict[str, int]]:
    return reading.by(dimension, span.campaign.pk, kinds, span.period, wave=span.wave_id, keys=keys)


@require_admin_access
def pages(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    found = by_language(choice.span)
    context = {
        "span": choice.span,
        "fresh": freshness(campaign.pk),
        "languages": found,
        "most": max((row.views for row in found), default=0),
        "page": by_page(choice.span, request.GET.get("p")),
        "calls": calls(choice.span),
        "kinds": [OF[kind] for kind in CALLS],
        "is_protected": campaign.audience in PROTECTED_SURFACES,
        "about": definitions,
    }
    glossary = [*definitions.of(*KINDS), definitions.CALLS]
    return show(request, "results/pages.html", campaign, TAB, context, choice=choice, definitions=glossary)


urls = [path("results/<int:pk>/pages/", pages, name=TAB)]
