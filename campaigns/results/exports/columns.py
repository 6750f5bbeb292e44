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
    """`key` names it to machines, and stays. `definition` and `adds_up` are None for what is no number, or speaks for itself."""

    key: str
    name: Words
    definition: Definition | None = None
    adds_up: Words | None = None


def counts(kinds: Iterable[str], adds_up: Words) -> list[Column]:
    return [number(OF[kind], adds_up) for kind in kinds]


def number(definition: Definition, adds_up: Words, key: str = "", name: Words = "") -> Column:
    return Column(key or definition.key, name or definition.name, definition, adds_up)


def words(**names: Words) -> list[Column]:
    return [Column(key, name) for key, name in names.items()]


KINDS = list(Indicator)
DAILY = [*words(day=_("Day")), *counts(KINDS, OVER_DAYS)]
PAGES = [*words(page=_("Page no."), title=_("Title"), language=_("Language")), *counts(KINDS, OVER_ROWS)]
LANGUAGES = [*words(code=_("Code"), language=_("Language")), *counts(KINDS, OVER_ROWS)]
CHANNELS = [
    *words(channel_id=_("Channel no."), channel=_("Channel"), kind=_("Kind")),
    *counts([Indicator.LINK_HIT], OVER_ROWS),
]
LINKS = [
    *words(code=_("Code"), channel=_("Channel"), placement=_("Placement")),
    *words(partner=_("Partner"), made_on=_("Made"), retired_on=_("Retired")),
    *counts([Indicator.LINK_HIT], OVER_ROWS),
]
MEDIA = [
    *words(day=_("Day"), channel=_("Channel"), platform=_("Platform"), file=_("File"), line=_("Line")),
    number(definitions.IMPRESSIONS, OVER_PLATFORM, "impressions", _("Impressions")),
    number(PAID_CLICKS, OVER_PLATFORM, "clicks", _("Clicks")),
    number(definitions.COST, EUROS, "cost", _("Cost in euros")),
    number(definitions.REACH, NEVER, "reach", _("Reach")),
]
CALLS = [
    *words(day=_("Day"), helpline=_("Helpline"), file=_("File"), line=_("Line")),
    number(
        definitions.CALLS,
        _("Over days and helplines. Never with clicks: a click is not a call."),
        "calls",
        _("Calls"),
    ),
]
REJECTED = [*words(reason=_("Reason")), number(definitions.REJECTED, OVER_ROWS, "number", _("Not counted"))]
ADJUSTMENTS = [
    *words(day=_("Day"), indicator=_("Indicator"), wave=_("Wave"), reason=_("Reason")),
    *words(author=_("Author"), written_on=_("Written down")),
    number(ADJUSTMENT, TO_COUNTS, "number"),
]
ANNOTATIONS = words(day=_("Day"), time=_("Time"), text=_("What happened"), author=_("Author"))
SURVEYS = [
    *words(survey=_("Survey"), question=_("Question"), answer=_("Answer"), group=_("Group")),
    *words(wave=_("Wave"), base=_("Base n")),
    number(definitions.SURVEYED, ALONE, "share", _("Share in per cent")),
    *words(interval_from=_("Interval from"), interval_to=_("Interval to"), remark=_("Remark")),
]
INDICATORS = [
    *words(indicator=_("Indicator"), unit=_("Unit"), source=_("Source"), measured_on=_("Measured on")),
    *words(wave=_("Wave"), author=_("Author")),
    number(definitions.MANUAL, ALONE, "value", _("Value")),
]
