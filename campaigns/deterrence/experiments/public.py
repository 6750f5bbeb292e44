"""Experiments on the public page of a campaign's results: those that are over and published, whatever came of them."""

from dataclasses import dataclass, replace

from django.utils import translation

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import Report, Row, read, report
from campaigns.deterrence.experiments.figures.statistics import Arm, Verdict
from campaigns.deterrence.experiments.models import Experiment
from campaigns.plan.models import Campaign
from campaigns.results.figures.disclosure import THRESHOLD, rounded
from campaigns.results.public import sections


@dataclass(frozen=True)
class Told:
    """`report` is None where a count is too small to be told: then no number of the experiment is."""

    experiment: Experiment
    language: str  # of the words
    words: Report  # for its words alone
    report: Report | None

    @property
    def key(self) -> str:
        return f"experiment-{self.experiment.pk}"


def told(campaign: Campaign) -> list[Told]:
    found = campaign.experiments.over().filter(published_at__isnull=False).order_by("-ended_at")
    return [_told(one) for one in found]


def _told(experiment: Experiment) -> Told:
    language = translation.get_language()
    shown = language if language in experiment.words else next(iter(experiment.words))
    counted = arms(experiment)
    exact = report(experiment, counted, language)
    if any(0 < n < THRESHOLD for arm in counted.values() for n in (arm.views, arm.outcomes)):
        return Told(experiment, shown, exact, None)
    coarse = {letter: Arm(rounded(arm.views), rounded(arm.outcomes)) for letter, arm in counted.items()}
    public = report(experiment, coarse, language)
    return Told(
        experiment,
        shown,
        exact,
        replace(public, rows=[_agreed(*rows) for rows in zip(public.rows, exact.rows, strict=True)]),
    )


def _agreed(coarse: Row, exact: Row) -> Row:
    """All that is told is made of rounded counts; a difference is told as seen only where the exact ones show it too."""
    if coarse.comparison is None or coarse.comparison.verdict == exact.comparison.verdict:
        return coarse
    return replace(coarse, comparison=replace(coarse.comparison, verdict=Verdict.NONE))


def as_json(campaign: Campaign) -> list[dict]:
    return [_as_json(one) for one in told(campaign)]


def _as_json(one: Told) -> dict:
    experiment = one.experiment
    return {
        "experiment": experiment.pk,
        "outcome": experiment.outcome,
        "unit": "view",
        "planned_views_of_each": experiment.planned,
        "from": experiment.started_at,
        "to": experiment.ended_at,
        "ended": experiment.state,
        "words": {language: read(words, language) for language, words in experiment.words.items()},
        "out_of_line": one.words.is_in_doubt,
        "wordings": None if one.report is None else {row.letter: _row_as_json(row) for row in one.report.rows},
    }


def _row_as_json(row: Row) -> dict:
    said = {"views": row.arm.views, "outcomes": row.arm.outcomes, "rate": round(row.arm.rate, 4)}
    if row.comparison:
        found = row.comparison
        ends = {name: round(getattr(found, name), 4) for name in ("difference", "low", "high")}
        said["from_a"] = ends | {"seen": found.verdict.value}
    return said


def as_rows(campaign: Campaign) -> list[list]:
    """For the CSV file: each count of a wording, in the columns of all other numbers."""
    rows = []
    for one in told(campaign):
        name = f"experiment-{one.experiment.pk}"
        first, last = one.experiment.started_at.date(), one.experiment.ended_at.date()
        for letter in one.experiment.letters:
            row = next((row for row in one.report.rows if row.letter == letter), None) if one.report else None
            for kind, n in (("view", row and row.arm.views), (one.experiment.outcome, row and row.arm.outcomes)):
                status = sections.WITHHELD if n is None else sections.TOLD
                rows.append([name, "experiment", kind, first, last, letter, n, status, one.experiment.planned])
    return rows
