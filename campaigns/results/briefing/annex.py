"""What stands beside the sentences of a note, as plain data in its language: tables, the course of the days, definitions."""

from typing import Any, TypedDict

from django.utils.translation import gettext as _

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.words import capitalised, day, euros, language, whole
from campaigns.results.charts.timelines import timeline
from campaigns.results.figures import definitions
from campaigns.results.figures.definitions import CALLS, COST, COST_PER_HIT, OF, Definition
from campaigns.results.templatetags.results_tags import percent
from core.measures.indicators import Indicator

MOST = 15  # pages


class Table(TypedDict):
    title: str
    header: list[str]
    rows: list[list[str]]


class Course(TypedDict):
    """`values` has None for a day that is not counted yet; `ticks` are [position, words]."""

    title: str
    description: str
    values: list[int | None]
    ticks: list[list[Any]]


class Figures(TypedDict, total=False):
    tables: list[Table]
    course: Course | None
    definitions: list[
        list[str]
    ]  # the name and the meaning of each, then who counts it, how exactly, what it does not say


def figures(evidence: list[Evidence], is_full: bool) -> Figures:
    """Of one page, the definitions alone: its numbers stand in its sentences."""
    told: Figures = {"tables": [], "course": None, "definitions": _defined(evidence, is_full)}
    if is_full:
        alone = evidence[0] if len(evidence) == 1 else None
        made = (targets, counts, channels, languages, pages, happened) if alone else ()
        tables = [table(alone) for table in made] if alone else [campaigns(evidence)]
        told["tables"] = [table for table in tables if table["rows"]]
        told["course"] = course(alone) if alone and not alone.counted.is_empty else None
    return told


def course(one: Evidence) -> Course:
    span, kind = one.span, Indicator.ENTRY
    drawn = timeline("course", OF[kind].name, one.counted.days.get(kind, {}), span.period, one.until, [])
    values = list(drawn.series[0].values)
    every = max(1, -(-len(values) // len(drawn.x_ticks or [""])))
    ticks = [[number * every, tick.text] for number, tick in enumerate(drawn.x_ticks)]
    return {"title": str(drawn.title), "description": drawn.description, "values": values, "ticks": ticks}


def targets(one: Evidence) -> Table:
    rows = [
        [str(t.definition.name), whole(t.target), whole(t.value), percent(t.share), str(t.verdict)] for t in one.targets
    ]
    header = [_("Indicator"), _("Target"), _("Reached"), _("Of the target"), _("State")]
    return {"title": _("Targets"), "header": header, "rows": rows}


def counts(one: Evidence) -> Table:
    found = [one.counted.figure(kind) for kind in OF]
    rows = [
        [str(figure.label), whole(figure.value), whole(figure.corrected) if figure.corrected else "–"]
        for figure in found
        if figure.value or figure.corrected
    ]
    return {
        "title": _("All that was counted"),
        "header": [_("Indicator"), _("Counted"), _("Corrected by")],
        "rows": rows,
    }


def channels(one: Evidence) -> Table:
    rows = [
        [
            row.channel.name,
            whole(row.hits),
            euros(row.cost) if row.cost is not None else "–",
            _("planned") if row.is_planned else _("charged") if row.cost is not None else "–",
            euros(row.per_hit) if row.per_hit is not None else "–",
        ]
        for row in one.channels
    ]
    header = [_("Channel"), _("Links opened"), _("Cost"), _("What kind of cost"), _("Per opening, of the same days")]
    return {"title": _("Channels"), "header": header, "rows": rows}


def languages(one: Evidence) -> Table:
    rows = [
        [language(row.language), whole(row.views), whole(row.entries), percent(row.half.share), whole(sum(row.clicks))]
        for row in one.languages
        if row.views
    ]
    header = [_("Language"), _("Pages viewed"), _("Visits"), _("Read to the half"), _("Clicks on helplines")]
    return {"title": _("Languages"), "header": header, "rows": rows}


def pages(one: Evidence) -> Table:
    rows = [
        [row.title, language(row.language), whole(row.views), percent(row.half.share), percent(row.end.share)]
        for row in one.pages[:MOST]
        if row.views
    ]
    header = [_("Page"), _("Language"), _("Pages viewed"), _("Read to the half"), _("Read to the end")]
    return {"title": _("The pages that were viewed most"), "header": header, "rows": rows}


def happened(one: Evidence) -> Table:
    rows = [[mark.when, mark.text] for mark in one.happened]
    return {"title": _("What happened"), "header": [_("When"), _("What")], "rows": rows}


def campaigns(evidence: list[Evidence]) -> Table:
    rows = [_campaign(one) for one in evidence]
    header = [_("Campaign"), _("Days"), _("Pages viewed"), _("Visits"), _("Clicks on helplines"), _("Charged")]
    return {"title": _("All campaigns of the year"), "header": header, "rows": rows}


def _campaign(one: Evidence) -> list[str]:
    name, period = one.campaign.name, one.span.period
    paid = one.chain.paid_cost
    days = _("%(first)s to %(last)s") % {"first": day(period.first), "last": day(period.last)}
    cost = euros(paid) if paid is not None else "–"
    if not one.is_attributed:
        return [name, days, "–", "–", "–", cost]
    clicks = sum(figure.value for figure in one.chain.clicks)
    return [
        name,
        days,
        *(whole(n) for n in (one.counted.of(Indicator.VIEW), one.counted.of(Indicator.ENTRY), clicks)),
        cost,
    ]


def _defined(evidence: list[Evidence], is_full: bool) -> list[list[str]]:
    """Each number that is told; of one page, its name and its meaning."""
    kinds = {kind for one in evidence for kind, days in one.counted.days.items() if any(days.values())}
    found = [one for one in definitions.COUNTED if one.key in kinds]
    if any(one.chain.paid for one in evidence):
        found += [COST, COST_PER_HIT]
    if any(one.chain.calls for one in evidence):
        found.append(CALLS)
    if is_full:
        return [_whole(one) for one in found]
    told = (Indicator.VIEW, Indicator.ENTRY, Indicator.LINK_HIT)
    return [_whole(one)[:2] for one in found if one.key in told]


def _whole(one: Definition) -> list[str]:
    counted = _("Counted by: %(source)s.") % {"source": one.source.label}
    return [capitalised(str(one.name)), str(one.meaning), counted, str(one.precision), str(one.limits)]
