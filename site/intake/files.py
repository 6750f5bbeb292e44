"""What somebody uploads, before anybody knows what it says."""

from collections.abc import Iterable, Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from intake import csv_files, xlsx_files
from intake.problems import FileRefusedError
from intake.tables import Line

MAX_BYTES = 5_000_000


def file_field(accept: str, **options) -> forms.FileField:
    """A field for one file; that it is empty is told like all else that is wrong with it."""
    return forms.FileField(allow_empty_file=True, widget=forms.FileInput({"accept": accept}), **options)


def contents(file: UploadedFile, most: int = MAX_BYTES) -> bytes:
    """All that is in a file; one that is too large is refused before it is read."""
    if file.size > most:
        reason = _("The file is larger than %(limit)d MB: split it into several.") % {"limit": most // 1_000_000}
        raise FileRefusedError(reason, kind="size")
    return file.read()


def utf8(data: bytes, reason: str) -> str:
    """The text of a file that has to be in UTF-8, with its mark or without; `reason` says how to save it so."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = max(before.count(b"\n"), before.count(b"\r")) + 1
        raise FileRefusedError(reason, line, kind="encoding") from None


def sheets(data: bytes) -> Iterable[Iterator[Line]]:
    """The lines of each sheet of a workbook, or of the one that a CSV file is."""
    if xlsx_files.is_xlsx(data):
        return xlsx_files.sheets(data)
    return [csv_files.lines(csv_files.decoded(data))]
