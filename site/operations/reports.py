"""The report of periodic work."""

from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.upkeep.periodic import JOBS
from operations.models import JobRecord
from serving.clock import shared_now


def minutes(record: JobRecord) -> str:
    seconds = int(record.overdue_by(record.now).total_seconds())
    return (
        ""
        if seconds < 60
        else ngettext("%(minutes)d minute", "%(minutes)d minutes", seconds // 60) % {"minutes": seconds // 60}
    )


class JobsReport(ReportView):
    page_title = _("Periodic work")
    header_icon = "history"
    index_url_name = "jobs_report"
    index_results_url_name = "jobs_report_results"
    default_ordering = "name"
    columns = [
        Column("name", label=_("Job")),
        Column(
            "description",
            label=_("What it does"),
            accessor=lambda record: JOBS[record.name].description if record.name in JOBS else "",
        ),
        DateColumn("finished_at", label=_("Last run")),
        Column(
            "seconds_late",
            label=_("Late at its last run, in seconds"),
            accessor=lambda record: round(record.seconds_late),
        ),
        Column("overdue", label=_("Late now"), accessor=minutes),
        DateColumn("due_at", label=_("Next run")),
        Column("runs", label=_("Runs")),
        Column("failures", label=_("Failures")),
        Column("outcome", label=_("Outcome")),
    ]

    def get_queryset(self):
        return JobRecord.objects.annotate(now=Value(shared_now())).order_by("name")
