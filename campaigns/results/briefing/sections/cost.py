"""What it cost: what was planned, what was charged, and what an opening cost."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.section import LEAST, Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import euros, listed, whole
from campaigns.results.tabs.channels import Row as Channel


def budget(one: Evidence) -> Sentences:
    if one.chain.budget is not None:
        said = (
            _("Budget of the waves that began in this year: %(amount)s.")
            if one.span.year
            else _("Budget planned for these days: %(amount)s.")
        )
        yield said % {"amount": euros(one.chain.budget)}
    if one.done.planned is not None:
        yield _("Planned for all channels of the campaign: %(amount)s.") % {"amount": euros(one.done.planned)}


def charged(one: Evidence) -> Sentences:
    paid = one.chain.paid_cost
    if paid is not None:
        told = {"amount": euros(paid), "names": listed(sorted({line.name for line in one.chain.paid}))}
        yield _("Charged in these days, by the platforms’ own files: %(amount)s (%(names)s).") % told


def rates(one: Evidence) -> Sentences:
    for row in rated(one):
        said = ngettext(
            "“%(channel)s”: %(cost)s for %(hits)s short links and codes opened on the same %(days)s day, %(each)s each.",
            "“%(channel)s”: %(cost)s for %(hits)s short links and codes opened on the same %(days)s days, %(each)s each.",
            row.rated.number,
        )
        yield said % {
            "channel": row.channel.name,
            "cost": euros(row.cost),
            "hits": whole(row.rated.hits),
            "days": whole(row.rated.number),
            "each": euros(row.per_hit),
        }


def rated(one: Evidence) -> list[Channel]:
    """The cheapest first; where few opened it, a rate says little."""
    found = [row for row in one.channels if row.per_hit is not None and row.rated.hits >= LEAST]
    return sorted(found, key=lambda row: row.per_hit)


SECTION = Section(
    "cost",
    gettext_lazy("What it cost"),
    (Rule(budget, Depth.HEADLINES), Rule(charged, Depth.HEADLINES), Rule(rates, Depth.FULL)),
    gettext_lazy("No cost is known: none was planned, and no file of a platform was imported."),
)
