"""What the file of a survey says, or all that is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign
from campaigns.results.media import personal
from campaigns.results.models import Survey
from campaigns.results.surveys import cells
from campaigns.results.surveys.cells import POST, PRE
from intake import files, tables
from intake.csv_files import BOM, Sheet
from intake.names import loose, plain
from intake.problems import FileRefusedError, Problems
from intake.tables import Columns, Grid

# {column: the headings that name it, French and English first}
COLUMNS = {
    "question": ("question",),
    "answer": ("réponse", "answer", "modalité"),
    "group": ("groupe", "group", "sous-groupe"),
    "wave": ("vague", "wave", "mesure"),
    "count": ("effectif", "count"),
    "share": ("part en %", "share in %", "part", "share", "pourcentage", "percent", "%"),
    "base": ("base n", "base n", "base", "n"),
    "effect": ("effet de plan", "design effect", "deff"),
}
REQUIRED = ("question", "answer", "wave", "base")
RESPONDENT = re.compile(
    r"\b(respondents?|repondants?|interviews?|interviewes?|panelist(e)?s?|participants?|individus?|identifiants?|id|uuid)\b"
)
MOST_ROWS = 5_000
MOST_SHARES = Decimal(101)  # per cent, a point of it for rounding
FRACTIONS = Decimal(1)  # where no share is above it, they were written as fractions
SMALL_BASE = 100
type Row = dict
type Block = tuple[str, str, str]  # question, group, wave


@dataclass
class Reading:
    rows: list[Row] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    warnings: Problems = field(default_factory=Problems)


def template() -> bytes:
    """A file to be filled in, with a line that says that it is an example and is refused."""
    own = 0 if get_language() == "fr" else -1
    headings = [names[:2][own] for names in COLUMNS.values()]
    example = [
        _("EXAMPLE, remove this line: Is it forbidden to buy a sexual act?"),
        _("yes"),
        "",
        PRE,
        "",
        "31",
        "1000",
        "",
    ]
    sheet = Sheet()
    return BOM.encode() + sheet.row(headings) + sheet.row(example)


def read(file: UploadedFile, campaign: Campaign, first: date, last: date) -> Reading:
    """Judge all lines. Raises FileRefusedError for what is no table of totals."""
    columns = Columns(COLUMNS, REQUIRED, cells.read)
    found = tables.grid(
        files.sheets(files.contents(file)), lambda line: sum(columns.of(str(cell)) is not None for cell in line) > 1
    )
    _refuse_respondents(found, columns)
    if len(found.lines) > MOST_ROWS:
        raise FileRefusedError(
            _("The file has more than %(number)d rows: split it into several.") % {"number": MOST_ROWS}
        )
    table = tables.read(_filled_up(found), columns)
    if not table.headings and table.problems:
        raise FileRefusedError(problems=table.problems)
    reading = Reading([{"line": line} | row for line, row in table.rows], table.problems)
    if not reading.problems:
        _Judge(reading, table.headings, found.line).judge(_taken(campaign, first, last))
    return reading


def _refuse_respondents(found: Grid, columns: Columns) -> None:
    keys = {columns.of(heading) for heading in found.headings}
    about_people = [
        heading
        for heading in found.headings
        if columns.of(heading) is None
        and (RESPONDENT.search(plain(heading)) or personal.HEADINGS.search(plain(heading)))
    ]
    if about_people or not keys & {"count", "share", "base"}:
        raise FileRefusedError(_respondents(), found.line, (about_people or [""])[0][:60])
    for number, line in found.lines:
        personal.check_cells(number, found.headings, line[: len(found.headings)])


def _respondents() -> str:
    return _(
        "This looks like one row a respondent, which is not taken: nothing about a person is kept here. Taken is one row for each "
        "question, answer, group and wave, with a count or a share in per cent and the base n. Ask the institute for that table."
    )


def _filled_up(found: Grid) -> Grid:
    """What a workbook leaves out at the end of a line is empty."""
    wanted = len(found.headings)
    return Grid(found.line, found.headings, [(at, [*line, *[""] * (wanted - len(line))]) for at, line in found.lines])


def _taken(campaign: Campaign, first: date, last: date) -> dict[str, Survey]:
    """{question: the survey in force that asked it on some of these days}"""
    others = campaign.surveys.in_force().filter(first_day__lte=last, last_day__gte=first)
    return {loose(row["question"]): survey for survey in others for row in survey.rows}


def overlaps(survey: Survey) -> bool:
    """Whether another survey that is in force by now asked one of its questions on some of its days."""
    taken = _taken(survey.campaign, survey.first_day, survey.last_day)
    return any(loose(row["question"]) in taken for row in survey.rows)


def block_of(row: Row) -> Block:
    return loose(row["question"]), loose(row["group"]), row["wave"]


class _Judge:
    """Goes through rows whose cells are good, and says what they cannot mean together."""

    def __init__(self, reading: Reading, headings: dict[str, str], line: int):
        self.reading, self.headings, self.line = reading, headings, line
        for row in reading.rows:
            row.setdefault("group", "")
            for name in ("count", "share", "effect"):
                row.setdefault(name, None)
        self.blocks: dict[Block, list[Row]] = defaultdict(list)

    def refuse(self, line: int | None, reason: str, column: str = "") -> None:
        self.reading.problems.add(line, reason, self.headings.get(column, ""))

    def judge(self, taken: dict[str, Survey]) -> None:
        rows = self.reading.rows
        if rows and all(row["base"] == 1 for row in rows):
            self.refuse(self.line, _respondents(), "base")
            return
        self._fractions(rows)
        for row in rows:
            self._one(row)
        for block in self.blocks.values():
            self._sum(block)
        self._overlaps(rows, taken)
        self._waves()

    def _fractions(self, rows: list[Row]) -> None:
        shares = [Decimal(row["share"]) for row in rows if row["share"] is not None]
        if shares and 0 < max(shares) <= FRACTIONS:
            self.refuse(self.line, _("No share is above 1: write per cent, 31 and not 0.31."), "share")

    def _one(self, row: Row) -> None:
        block = self.blocks[block_of(row)]
        same = next((one for one in block if loose(one["answer"]) == loose(row["answer"])), None)
        if same:
            reason = _("Line %(line)d has this answer already, for the same group and wave.")
            self.refuse(row["line"], reason % {"line": same["line"]}, "answer")
            return
        if (row["count"] is None) == (row["share"] is None):
            self.refuse(row["line"], _("Write either a count or a share: both, or none, cannot be read."), "share")
        elif row["count"] is not None and row["count"] > row["base"]:
            self.refuse(row["line"], _("The count is larger than the base n."), "count")
        if block and block[0]["base"] != row["base"]:
            reason = _("Line %(line)d has another base for the same question, group and wave.")
            self.refuse(row["line"], reason % {"line": block[0]["line"]}, "base")
        block.append(row)

    def _sum(self, block: list[Row]) -> None:
        total = sum(share_of(row) for row in block)
        if total > MOST_SHARES:
            reason = _(
                "The answers to this question sum to %(sum)s %% in this group and wave. If several answers could be given, "
                "each answer is a question of its own; otherwise correct the shares."
            )
            self.refuse(block[-1]["line"], reason % {"sum": f"{total:.1f}".removesuffix(".0")}, "share")

    def _overlaps(self, rows: list[Row], taken: dict[str, Survey]) -> None:
        for key in dict.fromkeys(loose(row["question"]) for row in rows):
            if survey := taken.get(key):
                row = next(one for one in rows if loose(one["question"]) == key)
                reason = _(
                    "“%(name)s” (%(file)s) has answers to this question from some of the same days: undo that file first, or "
                    "correct the days of fieldwork."
                )
                self.refuse(row["line"], reason % {"name": survey.name, "file": survey.file_name}, "question")

    def _waves(self) -> None:
        asked: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for (question, group, wave), block in self.blocks.items():
            asked[question, group][wave] = block[0]
            if block[0]["base"] < SMALL_BASE:
                reason = _("Only %(n)d answers: small differences are mostly chance.")
                self.reading.warnings.add(block[0]["line"], reason % {"n": block[0]["base"]}, self.headings["base"])
        for waves in asked.values():
            self._of_one(waves)

    def _of_one(self, waves: dict[str, Row]) -> None:
        named = {PRE, POST} & waves.keys()
        if named and len(named) < len(waves):
            first = next(row for wave, row in waves.items() if wave not in named)
            other = next(row for wave, row in waves.items() if wave in named)
            reason = _("A question is asked either pre and post, or on days: line %(line)d says otherwise.")
            self.refuse(first["line"], reason % {"line": other["line"]}, "wave")
        elif len(named) == 1:
            wave = named.pop()
            reason = _("There is no %(other)s to this %(wave)s: no difference will be shown.")
            said = {"wave": wave, "other": POST if wave == PRE else PRE}
            self.reading.warnings.add(waves[wave]["line"], reason % said, self.headings["wave"])


def share_of(row: Row) -> Decimal:
    """Per cent."""
    return Decimal(row["share"]) if row["share"] is not None else Decimal(100 * (row["count"] or 0)) / row["base"]


def questions(rows: Iterable[Row]) -> list[str]:
    """Each once, as it is written first."""
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(loose(row["question"]), row["question"])
    return list(found.values())
