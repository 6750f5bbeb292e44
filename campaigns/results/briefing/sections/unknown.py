"""What we do not know."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.section import Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import day, listed, whole
from campaigns.results.figures.counted import CALLS
from campaigns.results.templatetags.results_tags import percent


def people(one: Evidence) -> Sentences:
    yield _("How many people these are: pages and openings are counted, and nobody is recognised.")


def effect(one: Evidence) -> Sentences:
    yield _(
        "Whether anybody thinks or acts otherwise: no count says so. It takes a survey before and after, or places with the campaign beside places without it."
    )


def after_a_click(one: Evidence) -> Sentences:
    if one.is_attributed and any(one.counted.of(kind) for kind in CALLS):
        yield _("What followed a click on a number or a chat: the helpline alone knows.")


def costs_unknown(one: Evidence) -> Sentences:
    unknown = [row.channel.name for row in one.channels if row.cost is None]
    if unknown:
        yield _("The cost of: %(names)s.") % {"names": listed(unknown)}


def invoiced(one: Evidence) -> Sentences:
    yield _("What was invoiced: plans and the platforms’ files are kept here, and no invoice.")


def not_counted(one: Evidence) -> Sentences:
    found = one.quality
    if found.rejected and found.share is not None:
        said = _(
            "What is behind the %(rejected)s requests that were not counted, or %(share)s of all: robots, pages fetched ahead, forgeries."
        )
        yield said % {"rejected": whole(found.rejected), "share": percent(found.share)}
    if one.fresh.cached_outside:
        yield str(one.fresh.cached_outside)


def corrected(one: Evidence) -> Sentences:
    number = len(one.quality.corrections)
    if number:
        said = ngettext(
            "%(number)s correction is in these counts, with its author and its reason in the results.",
            "%(number)s corrections are in these counts, with their authors and their reasons in the results.",
            number,
        )
        yield said % {"number": whole(number)}


def unfinished(one: Evidence) -> Sentences:
    if one.span.is_running and one.until and one.last_counted == one.until:
        yield _("The rest of %(day)s: that day is still being counted.") % {"day": day(one.until)}


SECTION = Section(
    "unknown",
    gettext_lazy("What we do not know"),
    (
        Rule(people, Depth.HEADLINES),
        Rule(effect, Depth.HEADLINES),
        Rule(after_a_click, Depth.FULL),
        Rule(costs_unknown),
        Rule(invoiced, Depth.FULL),
        Rule(not_counted, Depth.FULL),
        Rule(corrected),
        Rule(unfinished),
    ),
    "",
)
