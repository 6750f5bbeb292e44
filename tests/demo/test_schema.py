"""The record of the migrated database with which a demonstration begins is what the migrations make today."""

import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from demo import schema
from tests.live import ROOT
from tests.migrated import Migrated

# What differs from one run of the migrations to another: keys by chance, and moments.
BY_CHANCE = {"translation_key", "uuid", "applied", "created_at", "updated_at", "latest_revision_created_at"}


@pytest.fixture
def record(db, tmp_path) -> Path:
    made_of, packed = schema.read()
    assert made_of == schema.digest(), "A migration was added or changed: run `make schema`."
    path = tmp_path / "record.sqlite3"
    path.write_bytes(lzma.decompress(packed))
    return path


def content(path: Path) -> dict:
    """{table, index, trigger or view: its definition, and of a table the rows but for what chance and time decide}."""
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    found = {}
    for name, kind, sql in database.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall():
        shadow = "_fts" in name or name.startswith("sqlite_") or "searchindex" in name
        rows = database.execute(f'SELECT * FROM "{name}"').fetchall() if kind == "table" and not shadow else []
        # Permissions are given to a group in the order of a set.
        left_out = BY_CHANCE | ({"id"} if "permission" in name and "group" in name else set())
        told = [{key: row[key] for key in row.keys() if key not in left_out} for row in rows]  # noqa: SIM118 (a sqlite3.Row)
        found[name] = (sql, sorted(map(str, told)))
    database.close()
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the record is a SQLite database")
def test_record_is_what_the_migrations_make(db, record):
    ours = content(Migrated().kept.path)
    recorded = content(record)

    assert recorded == ours


@pytest.mark.processes
def test_new_database_begins_with_the_record_and_a_database_that_is_there_is_left_alone(tmp_path, record):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT}/site",
    }
    environment |= {"SECRET_KEY": "x" * 60, "DEBUG": "on"}

    done = subprocess.run([sys.executable, "-c", BEGIN], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True", "False"]


BEGIN = """
import django; django.setup()
from django.contrib.auth.models import Group
from demo import schema
print(schema.unpack(), Group.objects.exists(), schema.unpack())
"""
