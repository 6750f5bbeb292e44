"""What this room gives to others: see `core.registry`."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from campaigns.plan.campaign import workspace
from campaigns.plan.relay.reached import RESTS
from campaigns.results import frame, periodic_jobs
from campaigns.results.models import FiguresKey, PublicResults, ReportSubscription
from campaigns.results.public import offered, staying
from core.editor import handover, today
from core.editor.roles import ADMINISTRATOR, ANALYST, EDITOR, GRANTS, PUBLISHER, grant
from core.editor.tabs import Tab
from core.navigation.slots import PLACES
from core.publication import cached
from core.upkeep import periodic

GIVES = [
    workspace.TABS(Tab("results_overview", _("Results"), "chart", "results.view_results")),
    frame.TABS(
        Tab("results_media", _("Paid media and calls"), "upload"), Tab("results_export", _("Export"), "download")
    ),
    RESTS(staying.rest),
    today.NEXT(frame.next_of_reader),
    handover.HELD(
        handover.ended(_("Mails with results"), ReportSubscription.objects.all, "user"),
        handover.ended(_("Keys to the figures"), FiguresKey.objects.all, "user"),
    ),
    PLACES["press_figures"](offered.for_the_press),
    # Results have addresses of their own: what people write beside the figures changes no page that is kept. Whether they
    # are public does: the press room leads to them.
    cached.UNSEEN(
        *(model._meta.db_table for model in apps.get_app_config("results").get_models() if model is not PublicResults)
    ),
    periodic.JOBS.of(periodic_jobs),
    GRANTS(
        # To see what a campaign did, and to write beside it what happened.
        grant(
            "results.view_results",
            "results.add_annotation",
            "results.add_manualindicator",
            "results.add_briefing",
            to=[EDITOR, PUBLISHER, ANALYST, ADMINISTRATOR],
        ),
        # To take in figures of others, and to undo it.
        grant(
            "results.add_mediaimport",
            "results.change_mediaimport",
            "results.add_survey",
            "results.change_survey",
            to=[EDITOR, PUBLISHER, ADMINISTRATOR],
        ),
        grant("results.change_publicresults", to=[PUBLISHER, ADMINISTRATOR]),
    ),
]
