"""Workbooks from outside: what is none, or would unfold to far more, is refused; the rest is read as a person sees it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from intake import xlsx_files
from intake.problems import FileRefusedError
from intake.tables import grid
from tests.results.media.files import xlsx


def lines(data: bytes) -> list[list]:
    return [list(sheet) for sheet in xlsx_files.sheets(data)]


@pytest.mark.parametrize("broken", ["bomb", "strings", "parts", "other", "truncated", "not XML", "encrypted"])
def test_workbook_that_is_none_or_a_bomb_is_refused_before_it_unfolds(broken, monkeypatch):
    monkeypatch.setattr(ZipFile, "read", lambda *args: pytest.fail("unfolded")) if broken in (
        "bomb",
        "strings",
    ) else None

    with pytest.raises(FileRefusedError) as refused:
        lines(_workbook(broken))

    assert [(one.line, one.place) for one in refused.value.problems.shown] == [(None, "")]


def _workbook(broken: str) -> bytes:
    parts = {"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}
    if broken == "bomb":
        parts["xl/worksheets/sheet1.xml"] = bytes(xlsx_files.MAX_UNFOLDED + 1)
    elif broken == "strings":
        parts[xlsx_files.STRINGS] = bytes(xlsx_files.MAX_STRINGS + 1)
    elif broken == "parts":
        parts |= {f"xl/{number}": b"" for number in range(xlsx_files.MAX_PARTS)}
    elif broken == "other":
        parts = {"rapport.csv": b"Jour;Clics\n"}
    elif broken == "not XML":
        parts["xl/workbook.xml"] = b"Jour;Clics"
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    data = out.getvalue()
    if broken == "encrypted":
        # The bit of each entry in the list at the end of the archive that says so.
        at = data.index(b"PK\x01\x02")
        data = data[: at + 8] + b"\x01\x00" + data[at + 10 :]
    return data[:-30] if broken == "truncated" else data


def test_workbook_that_names_a_row_beyond_all_ends():
    content = xlsx([["Jour", "Clics"], ["2026-01-01", 1]])
    source, out = ZipFile(BytesIO(content)), BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.endswith("sheet1.xml"):
                data = data.replace(
                    b"</sheetData>", b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
                )
            archive.writestr(part.filename, data)

    assert grid(xlsx_files.sheets(out.getvalue())).lines == [(2, ["2026-01-01", 1])]
