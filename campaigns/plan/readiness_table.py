"""Stored results of the checks as a table: a row for each check, a cell for each language."""

from dataclasses import dataclass, field

from campaigns.plan.models import Override, ReadinessResult, Wave
from core import languages
from core.readiness import CHECKS, Check


@dataclass(frozen=True)
class Cell:
    """What one check found in one language; `override` is a publisher's word for the wave that is looked at."""

    result: ReadinessResult
    override: Override | None = None

    @property
    def state(self) -> str:
        if not self.result.failures:
            return "passed"
        return "overridden" if self.override else "failed"


@dataclass
class Row:
    check: Check
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Cell]:
        return [self.cells[code] for code in languages.codes() if code in self.cells]

    @property
    def failing(self) -> list[Cell]:
        return [cell for cell in self.in_order if cell.result.failures]


@dataclass
class Table:
    languages: list[languages.Language]
    rows: list[Row]

    @property
    def failing(self) -> list[Row]:
        return [row for row in self.rows if row.failing]


def table(results: list[ReadinessResult], wave: Wave | None) -> Table:
    """Results of checks that are no longer registered are left out; one query, for the overrides of the wave."""
    overrides = Override.objects.filter(wave=wave).select_related("user") if wave else []
    known = {(one.check_name, one.language): one for one in overrides}
    rows = {name: Row(check) for name, check in CHECKS.items()}
    for result in results:
        if result.check_name in rows:
            cell = Cell(result, known.get((result.check_name, result.language)))
            rows[result.check_name].cells[result.language] = cell
    spoken = {result.language for result in results}
    return Table([languages.language(code) for code in languages.codes() if code in spoken], list(rows.values()))
