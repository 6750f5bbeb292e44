"""The report of consents and their end."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from testimonies.consent.consents import applicable
from testimonies.models import Consent, Testimony
from testimonies.shown.voices import consents_of
from testimonies.views import READERS, may


class ConsentsReport(ReportView):
    """Each testimony with the consent that counts today."""

    page_title = _("Consents and their end")
    header_icon = "openquote"
    index_url_name = "consents_report"
    index_results_url_name = "consents_report_results"
    list_export = ["name", "uses", "languages", "valid_from", "valid_until", "state"]
    columns = [
        TitleColumn("name", label=_("Testimony"), url_name="testimony_consents"),
        Column("uses", label=_("Uses")),
        Column("languages", label=_("Languages")),
        Column("valid_from", label=_("First day"), accessor=lambda one: _day(one.valid_from)),
        Column("valid_until", label=_("Last day"), accessor=lambda one: _day(one.valid_until)),
        Column("state", label=_("State")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, *READERS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Testimony.objects.order_by("name")

    def decorate_paginated_queryset(self, object_list):
        testimonies = list(object_list)
        consents = consents_of([one.pk for one in testimonies])
        for one in testimonies:
            _add(one, applicable(consents[one.pk], timezone.localdate()))
        return testimonies


def _day(day: date | None) -> str:
    """As a date: Wagtail's own column would call a day to come “just now”."""
    return date_format(day, "DATE_FORMAT") if day else ""


def _add(testimony: Testimony, consent: Consent | None) -> None:
    testimony.uses = consent.use_names if consent else ""
    testimony.languages = consent.language_names if consent else ""
    testimony.valid_from = consent.valid_from if consent else None
    testimony.valid_until = consent.valid_until if consent else None
    testimony.state = _state(consent)


def _state(consent: Consent | None):
    if consent is None:
        return _("without consent")
    if consent.withdrawn_at:
        return _("was withdrawn")
    return _("valid") if consent.valid_until >= timezone.localdate() else _("has ended")
