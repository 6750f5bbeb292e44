"""For the team: of which kits questionnaires are opened. Nothing of what was answered."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from campaigns.prevention.kits.models import KitPage
from campaigns.results.figures.disclosure import THRESHOLD, rounded


def told(kit: KitPage) -> str:
    """Rounds of the last year, roughly: a small number could be one class that somebody knows."""
    if 0 < kit.rounds < THRESHOLD:
        return _("fewer than %(least)d") % {"least": THRESHOLD}
    return str(rounded(kit.rounds))


class FeedbackReport(ReportView):
    page_title = gettext_lazy("Feedback from the class")
    header_icon = "help"
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    default_ordering = "title"
    columns = [
        Column("title", label=gettext_lazy("Kit")),
        Column("language", label=gettext_lazy("Language"), accessor="locale"),
        Column("rounds", label=gettext_lazy("Questionnaires opened within a year"), accessor=told),
    ]

    def get_queryset(self):
        counted = Count("questionnaires__rounds")
        return KitPage.objects.select_related("locale").annotate(rounds=counted).order_by("title", "locale")
