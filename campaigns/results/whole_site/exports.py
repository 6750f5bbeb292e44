"""The results of the whole site to take away, as the screen tells them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import IO

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.results.charts.timelines import days_of, months_of
from campaigns.results.exports import columns, metadata, writing
from campaigns.results.exports.columns import NEVER_MONTHS, OVER_DAYS, OVER_ROWS, Column, words
from campaigns.results.exports.sheets import Row, Said, Sheet
from campaigns.results.exports.views import XLSX, ZIP, sent
from campaigns.results.figures.freshness import Freshness, freshness
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.frame import may_see
from campaigns.results.tabs.pages import Row as PageRow
from campaigns.results.whole_site import audiences, pages, protected
from campaigns.results.whole_site.audiences import Counted
from campaigns.results.whole_site.pages import Pages
from campaigns.results.whole_site.periods import choose
from core.measures.indicators import Indicator
from reach.events import Reason
from reach.figures import whole_site
from reach.figures.reading import Period
from reach.models import Total

KINDS = list(Indicator)


@dataclass(frozen=True)
class Site:
    """What was counted in a period; each part is read when a sheet asks for it, and once."""

    of: list[int]
    period: Period

    @cached_property
    def counted(self) -> Counted:
        return Counted(audiences.count(self.of, self.period, self.withheld)[0], audiences.corrections(self.period))

    @cached_property
    def withheld(self) -> dict[str, str]:
        return pages.withheld()

    @cached_property
    def fresh(self) -> Freshness:
        return freshness(*self.of)

    @cached_property
    def pages(self) -> Pages:
        return pages.pages(self.of, self.period, self.withheld, KINDS)


def daily(site: Site) -> Iterator[Row]:
    """Every day, or month, of every open audience, also where nothing was counted."""
    by_month = site.period.grain == Total.Grain.MONTH
    slots: list[date] = months_of(site.period) if by_month else days_of(site.period)
    for surface in site.counted.surfaces:
        for slot in slots:
            yield [slot, str(surface.label), *(surface.days.get(kind, {}).get(slot, 0) for kind in KINDS)]


def _pages(name: str) -> Callable[[Site], Iterator[Row]]:
    def read(site: Site) -> Iterator[Row]:
        rows: list[PageRow] = getattr(site.pages, name)
        for row in rows:
            yield [row.title, row.language, *(row.of(kind) for kind in KINDS)]

    return read


def months(site: Site) -> Iterator[Row]:
    """Whichever days are asked for: rounded as they are, they are told in no other way."""
    for surface in protected.surfaces(site.of, site.fresh):
        for month in surface.months:
            numbers = [month.numbers[kind] for kind in KINDS]
            yield [str(surface.label), month.first, month.last, *(_told(number) for number in numbers)]


def _told(number) -> int | Said:
    if number.value is None:
        return Said(_("withheld"))
    if number.since:
        told = {"number": number.value, "day": number.since.isoformat()}
        return Said(_("%(number)d since %(day)s") % told, number.value)
    return number.value


def not_counted(site: Site) -> Iterable[Row]:
    labels = {reason.value: reason.label for reason in Reason}
    return (
        [str(labels.get(reason, reason)), n] for reason, n in sorted(whole_site.rejected(site.period.whole).items())
    )


def adjustments(site: Site) -> Iterator[Row]:
    for one in site.counted.corrections:
        yield [one.day, str(OF_SITE[one.kind].name), one.reason, one.n]


def _of(adds_up) -> list[Column]:
    return [columns.number(OF_SITE[kind], adds_up) for kind in KINDS]


PAGES = [*words(title=gettext_lazy("Title"), language=gettext_lazy("Language")), *_of(OVER_ROWS)]
MONTHS = [
    *words(audience=gettext_lazy("Audience"), first_day=gettext_lazy("From"), last_day=gettext_lazy("To")),
    *_of(NEVER_MONTHS),
]
SHEETS = [
    Sheet(
        "daily",
        gettext_lazy("Day by day"),
        [*words(day=gettext_lazy("Day"), audience=gettext_lazy("Audience")), *_of(OVER_DAYS)],
        daily,
    ),
    Sheet("pages", gettext_lazy("Pages"), PAGES, _pages("rows")),
    Sheet("sections", gettext_lazy("Sections"), PAGES, _pages("sections")),
    Sheet("languages", gettext_lazy("Languages"), PAGES, _pages("languages")),
    Sheet("protected", gettext_lazy("Protected audiences"), MONTHS, months),
    Sheet("not_counted", gettext_lazy("Not counted"), columns.REJECTED, not_counted),
    Sheet(
        "adjustments",
        gettext_lazy("Adjustments"),
        [
            *words(day=gettext_lazy("Day"), indicator=gettext_lazy("Indicator"), reason=gettext_lazy("Reason")),
            columns.number(columns.ADJUSTMENT, columns.TO_COUNTS, "number"),
        ],
        adjustments,
    ),
]


def tables(site: Site) -> Iterator[writing.Table]:
    yield metadata.KEY, str(metadata.TITLE), metadata.headings(), _metadata(site)
    for sheet in SHEETS:
        yield sheet.key, str(sheet.title), [str(column.name) for column in sheet.columns], iter(sheet.read(site))


def _metadata(site: Site) -> Iterator[list[str]]:
    yield from metadata.about(
        [
            (_("Campaign"), _("Whole site")),
            (_("Days asked for"), metadata.days_told(site.period)),
            (_("Days in these sheets"), metadata.days_told(site.period.whole)),
            *metadata.state_of_counts(site.fresh),
            *((_("What cannot be added up"), said) for said in metadata.sums_that_mean_nothing()),
            (_("Protected audiences"), _("Protected pages are in no sheet but one: there by month, rounded to ten.")),
        ]
    )
    for sheet in SHEETS:
        yield from metadata.of(sheet)


@require_admin_access
@require_safe
def as_zip(request: HttpRequest) -> HttpResponse:
    return _file(request, "zip", ZIP, writing.write_zip)


@require_admin_access
@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx", XLSX, writing.write_workbook)


def _file(
    request: HttpRequest, extension: str, media_type: str, write: Callable[[IO[bytes], Iterable[writing.Table]], None]
) -> HttpResponse:
    may_see(request)
    of = whole_site.campaigns()
    site = Site(of, choose(request.GET, lambda: whole_site.began(of)).period)
    return sent(tables(site), "site", extension, media_type, write)


urls = [
    path("results/site/results.zip", as_zip, name="results_site_zip"),
    path("results/site/results.xlsx", as_xlsx, name="results_site_xlsx"),
]
