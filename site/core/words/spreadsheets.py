"""No cell of a table that is given away is ever a formula: a spreadsheet would compute, or run, what somebody typed in a name."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: Any) -> Any:
    """A spreadsheet shows the apostrophe, and does not compute what follows it. What is no text stays as it is."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell


def neutralise_exports_of_the_admin() -> None:
    """Wagtail writes its lists and reports to CSV as they are; to XLSX it writes no formula by itself."""

    def write_csv_row(view: SpreadsheetExportMixin, writer: Any, row: dict[str, Any]) -> Any:
        cells = {name: view.preprocess_field_value(name, value, view.FORMAT_CSV) for name, value in row.items()}
        return writer.writerow({name: neutral(_as_text(cell)) for name, cell in cells.items()})

    SpreadsheetExportMixin.write_csv_row = write_csv_row


def _as_text(cell: Any) -> Any:
    """What is written as its text, such as an object with a name; numbers are none."""
    return cell if cell is None or isinstance(cell, bool | int | float) else str(cell)
