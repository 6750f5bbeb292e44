"""One ZIP of many files, sent while it is read: one part of one file is in memory at a time, however many there are."""

import csv
import io
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from campaigns.plan.relay.sheets import Sheet
from core.country import country
from core.words.spreadsheets import neutral

CHUNK = 64 * 1024  # bytes
COLUMNS = ["file", "format", "language", "size", "sha256", "licence", "text alternative"]


def stream(sheets: list[Sheet], source: str) -> Iterator[bytes]:
    """The licence and the list of files first, then each file with its plain text. `source` is who must be named.

    A file that is missing on the disk is left out, of the list too.
    """
    there = [sheet for sheet in sheets if sheet.item.file.storage.exists(sheet.item.file.name)]
    pack = ZipStream(compress_type=ZIP_DEFLATED)
    pack.add(licence(source), "LICENCE.txt")
    pack.add(manifest(there), "manifest.csv")
    for sheet in there:
        # Pictures and PDF are compressed already.
        pack.add(_read(sheet.item.file), sheet.name, compress_type=ZIP_STORED)
        pack.add(_text(sheet), f"{sheet.name}.txt")
        _add_of_film(pack, sheet)
    return iter(pack)


def _read(file: FieldFile) -> Iterator[bytes]:
    with file.storage.open(file.name) as opened:
        while part := opened.read(CHUNK):
            yield part


def _add_of_film(pack: ZipStream, sheet: Sheet) -> None:
    """Captions and the picture that stands for it, under its own name."""
    stem = sheet.name.removesuffix(f".{sheet.extension}")
    for kind in sheet.captions:
        pack.add(sheet.written(kind).encode(), f"{stem}.{kind}")
    poster = sheet.item.poster
    if sheet.item.is_film and poster.storage.exists(poster.name):
        pack.add(_read(poster), f"{stem}-poster.png", compress_type=ZIP_STORED)


def _text(sheet: Sheet) -> bytes:
    return f"{sheet.item.alt}\n\n{sheet.item.text}\n".encode()


def licence(source: str) -> str:
    """That of what the State publishes: a campaign's sheets hold nothing but its own words."""
    own = country().licence
    said = _(
        "These files may be used again, free of charge, under the %(licence)s.\nName the source: %(source)s.\nThe terms: %(address)s\n"
    )
    return said % {"licence": own.name, "source": source, "address": own.address}


def manifest(sheets: list[Sheet]) -> str:
    """A table for people and programs alike; the mark at its beginning tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for sheet in sheets:
        item = sheet.item
        row = [sheet.name, item.format, item.language, item.size, item.sha256, country().licence.code, item.alt]
        table.writerow([neutral(cell) for cell in row])
    return out.getvalue()
