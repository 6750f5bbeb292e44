"""Public results for machines: the same numbers as the page, as JSON and as CSV, in the same words in every language."""

import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from campaigns.results.figures.disclosure import BASE, THRESHOLD
from campaigns.results.public import sections
from campaigns.results.public.report import Block, Report
from core.words.spreadsheets import neutral
from reach.events import Dimension

NAMES = {Dimension.LOCALE: "language", Dimension.CHANNEL: "channel"}
COLUMNS = ["wave", "table", "indicator", "from", "to", "part", "value", "status", "target"]
TOLD, WITHHELD, LATER = sections.TOLD, sections.WITHHELD, "told with a later period"
UNCOUNTED = "not counted"
RULES = {
    "suppressed_below": THRESHOLD,
    "rounded_to": BASE,
    "periods": "A period with fewer is told together with those that follow; what is left at the end is in no sum.",
    "sums": "Rounded each for itself: parts need not add up. Numbers of different indicators or waves are not added.",
    "corrections": "A correction of the team is in no number. That there is one is told, and not by how much.",
    "people": "Counts of what happened. They are not people: nobody is recognised.",
}


def as_json(report: Report) -> dict:
    return {
        "campaign": report.campaign.slug,
        "address": settings.BASE_URL.rstrip("/") + reverse("public_results", args=[report.campaign.slug]),
        "source": "counted by the server of this site, by its own method",
        "told_until": report.told_until,
        "told_at": report.told_at,
        "not_counted_at_present": report.uncounted,
        "rules": RULES,
        "waves": [_block(block) for block in report.blocks],
        **sections.as_json(report.campaign),
    }


def _block(block: Block) -> dict:
    return {
        "wave": block.key,
        "from": block.first,
        "to": block.last,
        "over": block.is_over,
        "indicators": {
            one.indicator: {"value": one.value, "target": one.target, "corrected": one.is_corrected, "rest": one.rest}
            for one in block.reached
        },
        "months" if block.by_month else "weeks": [
            {
                "from": one.first,
                "to": one.last,
                "values": {
                    key: {"value": number.value, "since": number.since or one.first}
                    if number.value is not None
                    else None
                    for key, number in one.numbers.items()
                },
            }
            for one in block.periods
        ],
        "parts": [
            {
                "by": NAMES[one.dimension],
                "indicator": one.indicator,
                "to": one.until,
                "values": {part.key or "none": part.value for part in one.listed},
            }
            for one in block.parts
        ],
    }


def as_csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(["", "at present", one, "", "", "", "", UNCOUNTED, ""] for one in report.uncounted)
    for block in report.blocks:
        writer.writerows([neutral(cell) for cell in row] for row in _rows(block))
    writer.writerows([neutral(cell) for cell in row] for row in sections.rows(report.campaign))
    return out.getvalue()


def _rows(block: Block) -> Iterator[list]:
    for one in block.reached if block.is_told else []:
        status = TOLD if one.value is not None else WITHHELD
        yield [block.key, "total", one.indicator, block.first, block.told_until, "", one.value, status, one.target]
        if one.is_corrected:
            yield [block.key, "correction", one.indicator, block.first, block.told_until, "", None, WITHHELD, None]
    for period in block.periods:
        for indicator, number in period.numbers.items():
            status = TOLD if number.value is not None else LATER
            since = number.since or period.first
            yield [block.key, "period", indicator, since, period.last, "", number.value, status, None]
    for parts in block.parts:
        for part in parts.listed:
            status = TOLD if part.value is not None else WITHHELD
            name = NAMES[parts.dimension]
            yield [block.key, name, parts.indicator, block.first, parts.until, part.key, part.value, status, None]
