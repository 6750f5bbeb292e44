"""The results of a campaign to take away, for whoever may see them."""

from collections.abc import Callable, Iterable
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.results.exports import metadata, writing
from campaigns.results.exports.sheets import SHEETS
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.periods import choose
from campaigns.results.frame import campaign_for, show
from core.editor.calendar import day_of

TAB = "results_export"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Write = Callable[[IO[bytes], Iterable[writing.Table]], None]


@require_admin_access
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to take away, and of which days."""
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    context = {
        "fresh": freshness(campaign.pk),
        "wave": choice.span.wave.pk if choice.span.wave else "all",
        "sheets": [(sheet.key, sheet.title) for sheet in SHEETS],
        "about": (metadata.KEY, metadata.TITLE),
        "is_by_month": choice.span.period != choice.span.period.whole,
        "read": choice.span.period.whole,
    }
    return show(request, "results/export.html", campaign, TAB, context, choice=choice)


@require_admin_access
@require_safe
def as_zip(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, "zip", ZIP, writing.write_zip)


@require_admin_access
@require_safe
def as_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, "xlsx", XLSX, writing.write_workbook)


def _file(request: HttpRequest, pk: int, extension: str, media_type: str, write: Write) -> HttpResponse:
    campaign = campaign_for(request, pk)
    span = choose(campaign, request.GET.get("wave", "")).span
    if span is None:
        return redirect(TAB, pk)
    return sent(writing.tables(span), campaign.slug, extension, media_type, write)


def sent(tables: Iterable[writing.Table], name: str, extension: str, media_type: str, write: Write) -> FileResponse:
    """Written to the disk before it is sent: what fails is an error, and no file that ends in the middle."""
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(file, tables)
    file.seek(0)
    named = f"{name}-results-{day_of(timezone.now()).isoformat()}.{extension}"
    return FileResponse(file, as_attachment=True, filename=named, content_type=media_type)


urls = [
    path("results/<int:pk>/export/", index, name=TAB),
    path("results/<int:pk>/export/results.zip", as_zip, name="results_export_zip"),
    path("results/<int:pk>/export/results.xlsx", as_xlsx, name="results_export_xlsx"),
]
