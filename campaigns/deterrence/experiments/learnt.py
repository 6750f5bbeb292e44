"""What experiments found, as sentences of a briefing note."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import Report, Row, report
from campaigns.deterrence.experiments.models import Experiment
from campaigns.plan.models import Campaign
from campaigns.results.briefing.words import listed, whole
from campaigns.results.figures.definitions import OF
from reach.figures.reading import Period


def said(campaign: Campaign, period: Period) -> list[str]:
    """Of those that ended in the period, the first to end first, with what their verdicts say and no more."""
    ended = campaign.experiments.over().filter(ended_at__date__range=(period.first, period.last)).order_by("ended_at")
    return [_said(one) for one in ended]


def _said(experiment: Experiment) -> str:
    found = report(experiment, arms(experiment), get_language())
    if found.is_empty:
        verdicts = _("nothing can be said, since a wording had no view.")
    else:
        verdicts = " ".join(row.verdict for row in found.others)
    parts = _parts(found)
    return _("An experiment, measured by “%(outcome)s” – %(wordings)s: %(verdicts)s") % {
        "outcome": OF[experiment.outcome].name,
        "wordings": listed([_wording(row, parts) for row in found.rows]),
        "verdicts": verdicts,
    }


def _parts(found: Report) -> list[str]:
    """The parts of a wording that differ between them."""
    names = dict.fromkeys(name for row in found.rows for name in row.words)
    return [name for name in names if len({row.words.get(name, "") for row in found.rows}) > 1]


def _wording(row: Row, parts: list[str]) -> str:
    told = ngettext(
        "%(letter)s, “%(words)s” (%(views)s view)", "%(letter)s, “%(words)s” (%(views)s views)", row.arm.views
    )
    words = " · ".join(row.words[name] for name in parts if row.words.get(name))
    return told % {"letter": row.name, "words": words, "views": whole(row.arm.views)}
