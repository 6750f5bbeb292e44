"""What was reached: targets, counts, calls of the helplines, and what was there before."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.section import LEAST, Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import capitalised, counted, day, listed, whole
from campaigns.results.figures.targets import Reached
from campaigns.results.templatetags.results_tags import a_day, change, foreseen, percent
from core.measures.indicators import Indicator
from core.words import numbers


def of_target(one: Evidence) -> Sentences:
    for target in one.targets:
        told = {
            "name": target.definition.name,
            "value": whole(target.value),
            "target": whole(target.target),
            "share": percent(target.share),
        }
        yield " ".join([capitalised(_("%(name)s: %(value)s of %(target)s, or %(share)s.") % told), *outlook(target)])


def outlook(target: Reached) -> Sentences:
    found = target.outlook
    if found and not target.is_met:
        said = _(
            "By %(last)s it will be, in eight cases of ten, between %(low)s and %(high)s; %(needed)s a day are needed, and %(comes)s come."
        )
        yield said % {
            "last": day(found.last),
            "low": foreseen(found.total.low),
            "high": foreseen(found.total.high),
            "needed": a_day(found.needed),
            "comes": a_day(found.comes),
        }


def outputs(one: Evidence) -> Sentences:
    if not one.is_attributed:
        yield _(
            "On pages for this audience nothing is attributed to a campaign, so that nobody can be recognised: there are no counts of it alone."
        )
        return
    told = [counted(figure) for figure in one.chain.outputs if figure.value]
    dates = {"first": day(one.span.period.first), "last": day(one.last_counted), "figures": listed(told)}
    if told:
        yield _("Counted from %(first)s to %(last)s – %(figures)s.") % dates
    else:
        yield _("From %(first)s to %(last)s nothing was counted.") % dates


def read(one: Evidence) -> Sentences:
    ratio = one.counted.ratio(Indicator.READ_50, Indicator.VIEW)
    if ratio.part and ratio.whole >= LEAST:
        said = _("The middle of the text came into sight in %(part)s of %(whole)s pages viewed, or %(share)s.")
        yield said % {"part": whole(ratio.part), "whole": whole(ratio.whole), "share": percent(ratio.share)}


def led_to_help(one: Evidence) -> Sentences:
    told = [counted(figure) for figure in (*one.chain.clicks, one.chain.stage) if figure.value]
    if told:
        yield _("Towards help – %(figures)s. What followed is not known here.") % {"figures": listed(told)}


def helplines(one: Evidence) -> Sentences:
    for name, calls in one.chain.calls:
        said = _("%(helpline)s itself counted %(calls)s calls in these days, whatever led to them.")
        yield said % {"helpline": name, "calls": whole(calls)}


def before_and_after(one: Evidence) -> Sentences:
    found = one.comparison
    row = (
        next((row for row in found.rows if row.definition.key == Indicator.ENTRY and row.then), None) if found else None
    )
    if row is None or not found.days:
        return
    said = ngettext(
        "%(name)s in the first %(days)s day: %(now)s, and %(then)s in that of “%(earlier)s” (%(change)s). A before and an after: why, it does not say.",
        "%(name)s in the first %(days)s days: %(now)s, and %(then)s in those of “%(earlier)s” (%(change)s). A before and an after: why, it does not say.",
        found.days,
    )
    yield capitalised(
        said
        % {
            "name": row.definition.name,
            "days": whole(found.days),
            "now": whole(row.now),
            "then": whole(row.then),
            "earlier": found.earlier.name,
            "change": change(row.change),
        }
    )


def measured(one: Evidence) -> Sentences:
    for indicator in one.chain.manual:
        said = _("%(name)s: %(value)s (%(source)s, %(day)s).")
        value = numbers.written(indicator.value.normalize()) + (f" {indicator.unit}" if indicator.unit else "")
        yield said % {
            "name": indicator.name,
            "value": value,
            "source": indicator.source,
            "day": day(indicator.measured_on),
        }


SECTION = Section(
    "reached",
    gettext_lazy("What was reached"),
    (
        Rule(of_target),
        Rule(outputs, Depth.HEADLINES),
        Rule(read, Depth.FULL),
        Rule(led_to_help, Depth.HEADLINES),
        Rule(helplines, Depth.HEADLINES),
        Rule(before_and_after),
        Rule(measured),
    ),
    gettext_lazy("Nothing was counted."),
)
