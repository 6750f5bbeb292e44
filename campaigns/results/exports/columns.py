"""Columns of an export, each with what its numbers mean and with what they may be added up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from campaigns.results.figures import definitions
from campaigns.results.figures.definitions import OF, Definition, Source, Words
from core.measures.indicators import Indicator

# With what a number may be added up.
OVER_DAYS = _("Over days. Never with another column.")
OVER_ROWS = _("Over the rows of this sheet, which then are the whole period. Never with another column or sheet.")
OVER_PLATFORM = _("Over the days of one channel. Never over platforms: each counts in its own way.")
EUROS = _("Over days and channels: euros add up.")
NEVER = _("Never, over nothing: the same person is in the reach of several days and platforms.")
ALONE = _("With nothing: each is what its source says of its own date.")
NEVER_MONTHS = _("With nothing: each is rounded for itself, and small ones are withheld.")
TO_COUNTS = _("To the count of the same indicator and day, which is told without it.")

PAID_CLICKS = Definition(
    "paid-clicks",
    _("Clicks, as the platform counts them"),
    _("How often the platform says that its advertisement was clicked."),
    Source.PLATFORM,
    _("As exact as the platform: this site cannot check it."),
    _("Not the short addresses opened that this site counts: a click that never arrives is in it."),
)
ADJUSTMENT = Definition(
    "adjustment",
    _("Number"),
    _("What somebody of the team adds to a count, or takes off it, with a reason. The count itself is never edited."),
    Source.TEAM,
    _("As exact as its reason."),
    _("It is in none of the counts of these sheets."),
)


@dataclass(frozen=True)
class Column:
    """`definition` and `adds_up` are None for what is no number, or speaks for itself."""

    name: Words
    definition: Definition | None = None
    adds_up: Words | None = None


def counts(kinds: Iterable[str], adds_up: Words) -> list[Column]:
    return [Column(OF[kind].name, OF[kind], adds_up) for kind in kinds]


def words(*names: Words) -> list[Column]:
    return [Column(name) for name in names]


KINDS = list(Indicator)
DAILY = [*words(_("Day")), *counts(KINDS, OVER_DAYS)]
PAGES = [*words(_("Page no."), _("Title"), _("Language")), *counts(KINDS, OVER_ROWS)]
LANGUAGES = [*words(_("Code"), _("Language")), *counts(KINDS, OVER_ROWS)]
CHANNELS = [*words(_("Channel no."), _("Channel"), _("Kind")), *counts([Indicator.LINK_HIT], OVER_ROWS)]
LINKS = [
    *words(_("Code"), _("Channel"), _("Placement"), _("Partner"), _("Made"), _("Retired")),
    *counts([Indicator.LINK_HIT], OVER_ROWS),
]
MEDIA = [
    *words(_("Day"), _("Channel"), _("Platform"), _("File"), _("Line")),
    Column(_("Impressions"), definitions.IMPRESSIONS, OVER_PLATFORM),
    Column(_("Clicks"), PAID_CLICKS, OVER_PLATFORM),
    Column(_("Cost in euros"), definitions.COST, EUROS),
    Column(_("Reach"), definitions.REACH, NEVER),
]
CALLS = [
    *words(_("Day"), _("Helpline"), _("File"), _("Line")),
    Column(_("Calls"), definitions.CALLS, _("Over days and helplines. Never with clicks: a click is not a call.")),
]
REJECTED = [*words(_("Reason")), Column(_("Not counted"), definitions.REJECTED, OVER_ROWS)]
ADJUSTMENTS = [
    *words(_("Day"), _("Indicator"), _("Wave"), _("Reason"), _("Author"), _("Written down")),
    Column(_("Number"), ADJUSTMENT, TO_COUNTS),
]
ANNOTATIONS = words(_("Day"), _("Time"), _("What happened"), _("Author"))
SURVEYS = [
    *words(_("Survey"), _("Question"), _("Answer"), _("Group"), _("Wave"), _("Base n")),
    Column(_("Share in per cent"), definitions.SURVEYED, ALONE),
    *words(_("Interval from"), _("Interval to"), _("Remark")),
]
INDICATORS = [
    *words(_("Indicator"), _("Unit"), _("Source"), _("Measured on"), _("Wave"), _("Author")),
    Column(_("Value"), definitions.MANUAL, ALONE),
]
