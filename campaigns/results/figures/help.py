"""The way to help as totals side by side. Nobody is followed from one to the next: no number is told as a share of another."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.results.figures.counted import CALLS, Figure
from campaigns.results.figures.site_definitions import HELP_BELOW, LAW_VIEWS, RESULT_WITH_HELP
from core.measures.indicators import Indicator


@dataclass(frozen=True)
class Step:
    name: str | Promise
    what: str | Promise
    figures: list[Figure]


def way_to_help(figure: Callable[[str], Figure], law_views: int | None) -> list[Step]:
    """`figure` gives the number of an indicator; `law_views` is None where there is no campaign about the law."""
    law = [] if law_views is None else [Figure(LAW_VIEWS, law_views)]
    return [
        Step(_("Arrival"), _("Who comes from outside"), [figure(Indicator.ENTRY)]),
        Step(
            _("Self-check or law"), _("What one reads of oneself, or of the law"), [figure(Indicator.CHECK_START), *law]
        ),
        Step(
            _("Help offered"),
            _("Where help came into sight"),
            [
                replace(figure(Indicator.CHECK_DONE), definition=RESULT_WITH_HELP),
                replace(figure(Indicator.READ_90), definition=HELP_BELOW),
            ],
        ),
        Step(_("Help taken up"), _("What was done"), [figure(kind) for kind in (*CALLS, Indicator.STAGE_INFO)]),
    ]
