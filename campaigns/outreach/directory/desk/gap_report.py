"""The report of territorial gaps in the admin, as a table and as a file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.outreach.directory import gaps, stale
from campaigns.outreach.directory.desk.entries import attached
from campaigns.outreach.directory.desk.frame import require, show
from campaigns.outreach.directory.gaps import Gap
from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.vocabulary import Need
from core.words import languages
from intake.csv_files import BOM, Sheet

TAB = "directory_gaps"


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require(request)
    of, order = request.GET.get("of", ""), request.GET.get("order", "gaps")
    found = gaps.chosen(of, order)
    context = {
        "gaps": found,
        "empty": sum(1 for gap in found if not gap.entries),
        "national": Entry.objects.filter(territory="", withdrawn_at=None).count(),
        "stale": Entry.objects.filter(stale.stale()).count(),
        "filters": [(value, label, value == of) for value, label in _filters()],
        "orders": [(value, label, value == order) for value, label in _orders()],
        "of": of,
        "order": order,
        "year": timezone.localdate().year,
        "number_of_needs": len(Need),
        "number_of_languages": len(languages.codes()),
    }
    return show(request, "gaps.html", TAB, context)


def _filters() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        ("entries", _("no listed service")),
        ("languages", _("a language of the site that is not spoken")),
        ("verified", _("nothing verified this year")),
        ("approved", _("no approved association")),
        *((f"need-{one.value}", _("nothing for: %(need)s") % {"need": one.label}) for one in Need),
    ]


def _orders() -> list[tuple[str, str]]:
    return [
        ("gaps", _("most gaps first")),
        ("code", _("by code")),
        ("name", _("by name")),
        ("entries", _("fewest entries first")),
    ]


@require_admin_access
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    require(request)
    found = gaps.chosen(request.GET.get("of", ""), request.GET.get("order", ""))
    return attached(list(_rows(found)), f"directory-gaps-{timezone.localdate()}.csv")


def _rows(found: list[Gap]) -> Iterator[bytes]:
    sheet = Sheet()
    headings = [
        _("code"),
        _("territory"),
        _("entries"),
        _("needs without a service"),
        _("languages not spoken"),
        _("verified this year"),
        _("approved associations"),
    ]
    yield BOM.encode() + sheet.row(headings)
    for gap in found:
        yield sheet.row(
            [
                gap.code,
                gap.name,
                str(gap.entries),
                ", ".join(gap.missing_needs),
                ", ".join(gap.missing_languages),
                str(gap.verified),
                str(gap.approved),
            ]
        )


urls = [
    path("directory/gaps/", index, name=TAB),
    path("directory/gaps.csv", as_csv, name="directory_gaps_csv"),
]
