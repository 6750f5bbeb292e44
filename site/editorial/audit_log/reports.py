"""The audit log as a report that administrators read and export, and nobody changes."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from editorial.audit_log import permissions
from editorial.audit_log.chain import record
from editorial.audit_log.models import Entry, Event

READ = "audit_log.view_entry"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet would begin to calculate
WORDS = {
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "method": _("by"),
    "kind": _("kind"),
    "step": _("at"),
    "is_active": _("active"),
    "is_superuser": _("superuser"),
    "username": _("name"),
    "entries": pgettext_lazy("audit log", "entries"),
}
VALUES = {
    "password": _("password"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery code"),
    "socialaccount": _("provider"),
    "True": _("yes"),
    "False": _("no"),
}


def in_words(entry: Entry) -> str:
    """With the codes of permissions, which whoever reads an export looks for."""
    return "; ".join(f"{WORDS.get(name, name)}: {_said(value)}" for name, value in entry.details.items())


def on_screen(entry: Entry) -> str:
    if entry.event != Event.PERMISSIONS_CHANGED:
        return in_words(entry)
    told = {verb: [permissions.in_words(name) for name in names] for verb, names in entry.details.items()}
    return in_words(Entry(details=told))


def _said(value) -> str:
    words = value if isinstance(value, list) else [value]
    return ", ".join(str(VALUES.get(str(word), word)) for word in words)


def harmless(value):
    """What a spreadsheet would take for a formula, as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class EntryFilter(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    event = django_filters.MultipleChoiceFilter(label=pgettext_lazy("audit log", "What"), choices=Event)
    actor = django_filters.CharFilter(label=pgettext_lazy("person", "By"), lookup_expr="icontains")
    subject = django_filters.CharFilter(label=_("About"), lookup_expr="icontains")

    class Meta:
        model = Entry
        fields = []


class AuditLogReport(ReportView):
    page_title = _("Audit log")
    header_icon = "key"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    filterset_class = EntryFilter
    default_ordering = "-id"
    list_export = ["at", "event", "actor", "subject", "said", "digest"]
    export_headings = {
        "at": _("When"),
        "event": pgettext_lazy("audit log", "What"),
        "actor": pgettext_lazy("person", "By"),
        "subject": _("About"),
        "said": _("Details"),
        "digest": _("Seal"),
    }
    columns = [
        Column("at", label=_("When"), accessor=lambda entry: date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT")),
        Column("get_event_display", label=pgettext_lazy("audit log", "What")),
        Column("actor", label=pgettext_lazy("person", "By")),
        Column("subject", label=_("About")),
        Column("said", label=_("Details"), accessor=on_screen),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(READ):
            raise PermissionDenied
        if request.GET.get("export"):
            record(Event.LOG_EXPORTED, actor=request.user.get_username())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Entry.objects.all()

    def to_row_dict(self, item):
        item.said = in_words(item)
        row = super().to_row_dict(item) | {"event": item.get_event_display()}
        return {name: harmless(value) for name, value in row.items()}

    def get_filename(self):
        return "audit-log"

    def write_csv_response(self, queryset):
        """Whole, in the reader's language: a stream is written when that is forgotten."""
        attachment = {"Content-Disposition": f'attachment; filename="{self.get_filename()}.csv"'}
        return HttpResponse(b"".join(self.stream_csv(queryset)), content_type="text/csv", headers=attachment)
