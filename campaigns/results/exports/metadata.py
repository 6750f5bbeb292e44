"""The sheet that says what all the others mean."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.results.exports.sheets import SHEETS, Sheet, days_kept
from campaigns.results.figures.freshness import Freshness, freshness
from campaigns.results.figures.periods import Span
from campaigns.results.tabs.channels import is_attributed
from core.editor.calendar import day_of
from reach.figures.reading import Period

KEY, TITLE = "metadata", gettext_lazy("About the numbers")


def headings() -> list[str]:
    return [
        _("Sheet"),
        _("Number"),
        _("Meaning"),
        _("Source"),
        _("Precision"),
        _("What it does not say"),
        _("May be added up"),
    ]


def rows(span: Span) -> Iterator[list[str]]:
    """First about all of it, then about each number of each sheet."""
    fresh = freshness(span.campaign.pk)
    yield from about([*_about(span, fresh), *_cautions(span, fresh)])
    for sheet in SHEETS:
        yield from of(sheet)


def about(told: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """What is said of all sheets: (name, words)."""
    for name, said in told:
        yield [_("All"), name, said, "", "", "", ""]


def of(sheet: Sheet) -> Iterator[list[str]]:
    """What each of its numbers says."""
    for column in sheet.columns:
        meant = column.definition
        if meant:
            yield [
                f"{sheet.title} ({sheet.key})",
                str(column.name),
                str(meant.meaning),
                str(meant.source.label),
                str(meant.precision),
                str(meant.limits),
                str(column.adds_up),
            ]


def _about(span: Span, fresh: Freshness) -> list[tuple[str, str]]:
    whole = span.period.whole
    daily = days_kept(whole)
    return [
        (_("Campaign"), span.campaign.name),
        (_("Period"), span.name),
        (_("Days asked for"), days_told(span.period)),
        (_("Days in these sheets"), days_told(whole)),
        (_("Days in the sheet “daily”"), days_told(daily)),
        *state_of_counts(fresh),
    ]


def state_of_counts(fresh: Freshness) -> list[tuple[str, str]]:
    """When a file was made, and until when all was counted."""
    return [
        (_("Time zone"), _("Days are days in %(zone)s.") % {"zone": settings.TIME_ZONE}),
        (_("Made"), _moment(timezone.now())),
        (_("Counted until"), _moment(fresh.until) if fresh.until else _("not known")),
        (_("Last reconciliation"), _reconciliation(fresh)),
    ]


def _cautions(span: Span, fresh: Freshness) -> list[tuple[str, str]]:
    found = [(_("What cannot be added up"), one) for one in sums_that_mean_nothing()]
    if span.period.whole != span.period:
        more = _("A long period is read by whole months: it begins and ends with one, in every sheet.")
        found.append((_("Days in these sheets"), more))
    if days_kept(span.period.whole).first > span.period.whole.first:
        older = _("Older days are kept only in the total of their month, and are not in the sheet “daily”.")
        found.append((_("Days in the sheet “daily”"), older))
    if fresh.cached_outside:
        found.append((_("Not counted"), str(fresh.cached_outside)))
    if not is_attributed(span):
        none = _(
            "On pages for this audience nothing is attributed, by decision: that channels and links are at 0 says nothing."
        )
        found.append((_("Attribution"), none))
    return found


def sums_that_mean_nothing() -> list[str]:
    return [
        _("Reach does not add up, neither over days nor over platforms."),
        _("Impressions and clicks of two platforms are never added up: each counts in its own way."),
        _("Channels, links, pages and languages are each a total of the same acts: two sheets are never added up."),
        _("Views, visits and calls to action are different acts, and of the same person: columns are never added up."),
        _("A click on a helpline is not a call: calls are those that the helpline counted itself."),
        _("Adjustments are in no count: whoever adds them says so."),
    ]


def days_told(period: Period) -> str:
    if period.days < 1:
        return "–"
    return f"{period.first.isoformat()} – {period.last.isoformat()}"


def _moment(when: datetime) -> str:
    local = timezone.localtime(when, timezone.get_default_timezone())
    return f"{day_of(when).isoformat()} {date_format(local, 'H:i')} ({local:%z})"


def _reconciliation(fresh: Freshness) -> str:
    ran = fresh.reconciled
    if ran is None:
        return _("none yet")
    said = _("the journal and the counts agree") if ran.ok else _("the journal and the counts differ")
    left_out = _("Not compared: %(nodes)s.") % {"nodes": ", ".join(ran.not_compared)} if ran.not_compared else ""
    return (
        f"{_moment(ran.ran_at)}: {said} (aggregates {ran.aggregates}, rejects {ran.rejects}, folded {ran.folded}, "
        f"journal {ran.journal}) {left_out}"
    ).rstrip()
