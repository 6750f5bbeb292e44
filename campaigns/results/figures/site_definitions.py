"""What numbers say of the whole site, of the way to help, and of campaigns side by side."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from campaigns.results.figures.definitions import EXACT, OF, SCRIPTS, Definition, Source
from core.measures.indicators import Indicator

# What the same numbers say of the whole site.
OF_SITE: dict[str, Definition] = OF | {
    one.key: one
    for one in (
        replace(OF[Indicator.VIEW], meaning=_("Each time an open page of this site was sent to a reader.")),
        replace(OF[Indicator.LINK_HIT], meaning=_("Each time a short address or a code of any campaign was opened.")),
    )
}
LAW_VIEWS = Definition(
    "law-views",
    _("pages about the law viewed"),
    _("Each time a page of a campaign whose angle is the law was sent to a reader."),
    Source.SERVER,
    EXACT,
    _("Other pages speak of the law too, and are not in it. It says that a page was sent, not that it was read."),
    of_pages=True,
)
RESULT_WITH_HELP = replace(
    OF[Indicator.CHECK_DONE],
    key="result-with-help",
    name=_("results of self-checks shown, with help beside them"),
    meaning=_("Self-checks that were answered to the end: help stands beside every result, whatever it is."),
)
HELP_BELOW = replace(
    OF[Indicator.READ_90],
    key="help-below",
    name=_("pages read down to the helplines"),
    meaning=_(
        "Page views in which nine tenths of the text came into sight: on every open page the helplines for its readers follow below."
    ),
    limits=_(
        "Many pages show help further up, too: who left before the end may have seen it. Nobody knows who read it."
    ),
)
OF_HELP = [LAW_VIEWS, RESULT_WITH_HELP, HELP_BELOW]
HELP_TAKEN = Definition(
    "help-taken",
    _("help taken up"),
    _(
        "Page views that led to the number, the text message or the chat of a helpline or an emergency service, or to the information on the stage de sensibilisation, added up: each is an act of its own."
    ),
    Source.BROWSER,
    SCRIPTS,
    _("A click is not a call: the phone opens, and what follows is known to the helpline alone."),
)
COST_OF_VISITS = Definition(
    "cost-of-visits",
    _("Cost per visit, over the same days"),
    _(
        "What the platforms charged, divided by all visits of the campaign, or of the wave, on the days whose cost is known; other days are in neither."
    ),
    Source.DERIVED,
    _("As exact as the cost."),
    _("Visits that no advertisement brought are in it. It says what a visit cost, not what the money caused."),
    of_pages=True,
)
PLANNED = Definition(
    "planned",
    _("Planned budget"),
    _("The budgets of the waves, as they stand in the plan."),
    Source.TEAM,
    _("As written down by the team."),
    _("It is what was meant to be spent, not what was."),
)
SPENT = Definition(
    "spent",
    _("Spent, as platforms say"),
    _("What the platforms charged, by the files that were imported."),
    Source.PLATFORM,
    _("As exact as the files: what was not imported is not in it."),
    _("It is no invoice: discounts, taxes and agencies may be missing. This site keeps no invoices."),
)
