"""Looks for words that nobody else would write: in every table, every file, and all that a visitor is answered."""

import gzip
import io
import zipfile
from pathlib import Path

import brotli
from django.db import connection

from serving.page_cache.store import Store

CANARIES = ["quokkarossignol", "mirabellecanari", "annelilas", "kiwinightingale"]


def everything_in_the_database() -> str:
    """Every column of every table as text, those of the full-text index included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
                text = " ".join(cell.decode("latin-1") if isinstance(cell, bytes) else str(cell) for cell in cells)
                found.append(" ".join(f"{table}: {text}".lower().split()))  # an index holds ends of lines, too
    return "\n".join(found)


def everything_on_disk(folder: Path) -> str:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join(f"{path} {path.read_bytes().decode('latin-1')}".lower() for path in files)


def everything_kept(store: Store) -> str:
    """Each encoding of each page that a process keeps."""
    unpack = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    found = []
    for key, entry in store._entries.items():
        for encoding, variant in entry.variants.items():
            coded = any(name == "Content-Encoding" for name, _value in variant.headers)
            body = unpack[encoding](variant.body) if coded else variant.body
            found.append(f"{key} {encoding} {variant.headers} {body.decode()}".lower())
    return "\n".join(found)


def unpacked(body: bytes) -> str:
    """An answer as text, a ZIP with all that is in it."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode("latin-1") + body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as pack:
        return "\n".join(f"{name} {unpacked(pack.read(name))}" for name in pack.namelist())


def traces(text: str) -> list[str]:
    return [line[:160] for line in text.splitlines() for canary in CANARIES if canary in line]
