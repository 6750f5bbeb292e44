"""CSV as platforms and spreadsheets write it, and as a spreadsheet opens it."""

import pytest
from django.utils import translation

from intake.csv_files import BOM, Sheet, decoded, lines
from intake.problems import FileRefusedError

TABLE = [["Jour", "Coût"], ["2026-01-01", "1.50"], ["2026-01-02", '"2, ""ou"" 3; 4"']]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_delimiter_and_end_of_line_is_read(delimiter, encoding, end):
    content = end.join(delimiter.join(line) for line in TABLE) + end

    found = list(lines(decoded(content.encode(encoding))))

    assert found == [(1, TABLE[0]), (2, TABLE[1]), (3, ["2026-01-02", '2, "ou" 3; 4'])]


def test_letters_that_windows_alone_writes_are_read():
    assert decoded("l’Œuvre à 5 €".encode("cp1252")) == "l’Œuvre à 5 €"


@pytest.mark.parametrize(
    ("data", "line"), [(b"a;b\nc;\x00\n", 2), (b"\x89PNG\r\n\x1a\n", 2), (b"a\n\x81\x8d\n", None), (b"\xff\xfea", None)]
)
def test_what_is_no_text_is_refused_where_it_shows(data, line):
    with pytest.raises(FileRefusedError) as refused:
        decoded(data)

    assert [one.line for one in refused.value.problems.shown] == [line]


@pytest.mark.parametrize("row", ['"b\nc', '"b"c', "b" * 200_000])
def test_quote_without_end_and_endless_cell_are_refused_at_their_row(row):
    with pytest.raises(FileRefusedError) as refused:
        list(lines(f"a\n\n{row}\n"))

    assert [one.line for one in refused.value.problems.shown] == [3]


def test_delimiter_is_that_of_the_headings_that_are_known():
    text = "canal;ville\nAffiches, radio;Lyon, Paris\nTélé, web;Brest, Lille\n"

    assert next(lines(text, ["canal", "ville"].__contains__)) == (1, ["canal", "ville"])


def test_hint_of_excel_is_no_row():
    assert list(lines("sep=;\na;b\n")) == [(1, []), (2, ["a", "b"])]


@pytest.mark.parametrize(("language", "expected"), [("fr", b"a;'=1;2\r\n"), ("en", b"a,'=1,2\r\n")])
def test_sheet_is_written_as_a_spreadsheet_of_the_language_opens_it(language, expected):
    with translation.override(language):
        assert Sheet().row(["a", "=1", "2"]) == expected
    assert BOM.encode() == b"\xef\xbb\xbf"
