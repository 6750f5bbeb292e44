"""Stored results of the checks as a table: a row for each check, a cell for each language."""

from dataclasses import dataclass

from campaigns.plan.models import Override, ReadinessResult, Wave
from core.publication.readiness import CHECKS, Check
from core.words import languages


@dataclass(frozen=True)
class Cell:
    """What one check found in one language: nothing where it had no page to look at.

    `override` is a publisher's word for the wave that is looked at.
    """

    result: ReadinessResult | None = None
    override: Override | None = None

    @property
    def state(self) -> str:
        if self.result is None:
            return "absent"
        if not self.result.failures:
            return "passed"
        return "overridden" if self.override else "failed"


@dataclass
class Row:
    check: Check
    cells: dict[str, Cell]

    @property
    def in_order(self) -> list[Cell]:
        return list(self.cells.values())

    @property
    def failing(self) -> list[Cell]:
        return [cell for cell in self.in_order if cell.result and cell.result.failures]


@dataclass
class Table:
    languages: list[languages.Language]
    rows: list[Row]

    @property
    def failing(self) -> list[Row]:
        return [row for row in self.rows if row.failing]


def table(results: list[ReadinessResult], wave: Wave | None) -> Table:
    """Results of checks that are no longer registered are left out; one query, for the overrides of the wave."""
    overrides = Override.objects.counting().filter(wave=wave).select_related("user") if wave else []
    known = {(one.check_name, one.language): one for one in overrides}
    asked = {result.language for result in results}
    spoken = [code for code in languages.codes() if code in asked]
    rows = {name: Row(check, {code: Cell() for code in spoken}) for name, check in CHECKS.items()}
    for result in results:
        if result.check_name in rows and result.language in spoken:
            cell = Cell(result, known.get((result.check_name, result.language)))
            rows[result.check_name].cells[result.language] = cell
    return Table([languages.language(code) for code in spoken], list(rows.values()))
