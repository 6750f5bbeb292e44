"""What experiments found, as sentences of a briefing note."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import report
from campaigns.deterrence.experiments.models import Experiment
from campaigns.plan.models import Campaign
from core.words import numbers
from reach.figures.reading import Period


def said(campaign: Campaign, period: Period) -> list[str]:
    """Of those that ended in the period, the first to end first, with what their verdicts say and no more."""
    ended = campaign.experiments.over().filter(ended_at__date__range=(period.first, period.last)).order_by("ended_at")
    return [_said(one) for one in ended]


def _said(experiment: Experiment) -> str:
    found = report(experiment, arms(experiment), get_language())
    views = sum(row.arm.views for row in found.rows)
    told = ngettext(
        "An experiment with “%(words)s” as A (%(views)s view): %(verdicts)s",
        "An experiment with “%(words)s” as A (%(views)s views): %(verdicts)s",
        views,
    )
    if found.is_empty:
        verdicts = _("nothing can be said, since a wording had no view.")
    else:
        verdicts = " ".join(row.verdict for row in found.others)
    return told % {
        "words": " · ".join(found.rows[0].words.values()),
        "views": numbers.written(views),
        "verdicts": verdicts,
    }
