"""The database as the migrations leave it, recorded: to run three hundred of them takes half a minute, to unpack it a tenth of a second.

The record is used where it was made of exactly the migrations that are there, and only in the place of a SQLite database that does not
exist yet; `migrate` then finds nothing to do. `manage.py record_schema` makes it, the real way.
"""

import hashlib
import lzma
import sys
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

RECORD = Path(__file__).with_name("schema.sqlite3.xz")


def unpack() -> bool:
    """Put the record into the place of a database that is not there; returns whether it did."""
    if connection.vendor != "sqlite" or not RECORD.exists():
        return False
    place = Path(connection.settings_dict["NAME"])
    if place.exists():
        return False
    made_of, packed = read()
    is_of_now = made_of == digest()
    connection.close()  # a migration of wagtail-localize asks the database as it is imported, and so makes an empty one
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    if is_of_now:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_bytes(lzma.decompress(packed))
        part.replace(place)
    return is_of_now


def pack(database: Path) -> None:
    """Record a database that was migrated from nothing."""
    RECORD.write_bytes(f"{digest()}\n".encode() + lzma.compress(database.read_bytes(), preset=9))


def read() -> tuple[str, bytes]:
    """(the digest of what it was made of, the packed database)."""
    made_of, packed = RECORD.read_bytes().split(b"\n", 1)
    return made_of.decode(), packed


def digest() -> str:
    """Of each migration of each app, in the words of its file."""
    found = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        source = Path(sys.modules[migration.__module__].__file__).read_bytes()
        found.update(f"{app} {name} {hashlib.sha256(source).hexdigest()}\n".encode())
    return found.hexdigest()
