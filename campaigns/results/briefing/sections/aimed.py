"""What was aimed at: for whom, on which days, with which objective and targets."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.section import Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import day, listed, whole


def for_whom(one: Evidence) -> Sentences:
    campaign = one.campaign
    said = _("The campaign “%(campaign)s” speaks to %(audience)s; its angle: %(frame)s.")
    yield said % {
        "campaign": campaign.name,
        "audience": campaign.get_audience_display(),
        "frame": campaign.get_frame_display(),
    }


def planned_days(one: Evidence) -> Sentences:
    span = one.span
    told = {"what": span.name, "first": day(span.period.first), "last": day(span.last_planned or span.period.last)}
    if span.last_planned is None:
        yield _("%(what)s: since %(first)s, with an open end.") % told
    elif span.is_running:
        told |= {"begun": whole(span.period.days), "days": whole(span.days_planned)}
        yield _("%(what)s: from %(first)s to %(last)s; %(begun)s of its %(days)s days have begun.") % told
    else:
        told["days"] = whole(span.days_planned)
        yield _("%(what)s: from %(first)s to %(last)s, %(days)s days, which are over.") % told


def objective(one: Evidence) -> Sentences:
    if one.span.wave and one.span.wave.objective:
        yield _("Its objective, as it was planned: “%(words)s”") % {"words": one.span.wave.objective.strip()}


def aims(one: Evidence) -> Sentences:
    if one.targets:
        aims = [_("%(name)s: %(number)s") % {"name": t.definition.name, "number": whole(t.target)} for t in one.targets]
        yield _("Its targets: %(targets)s.") % {"targets": listed(aims)}
    elif one.is_attributed:
        yield _("No target was set for these days: nothing here says whether what was reached is much or little.")


SECTION = Section(
    "aimed",
    gettext_lazy("What was aimed at"),
    (Rule(for_whom, Depth.HEADLINES), Rule(planned_days, Depth.HEADLINES), Rule(objective), Rule(aims)),
    gettext_lazy("Nothing was written down."),
)
