"""Backups that are made, verified and restored, by the commands an operator runs."""

import json
import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.operations.rig import FILES, KEY, OTHER_KEY

pytestmark = pytest.mark.processes


@pytest.mark.parametrize(
    ("kind", "key"),
    [("sqlite", ""), pytest.param("sqlite", KEY, marks=pytest.mark.rehearsal), ("postgresql", KEY)],
)
def test_site_is_restored_elsewhere_as_it_was(small, empty, key):
    small.extra = empty.extra = {"BACKUP_KEY": key}

    told = small.backup()
    restored = empty.restore(told["file"])

    assert (told["verified"], told["encrypted"], told["missing"]) == ("restored", bool(key), 0)
    assert {"database", "journal", "media", "private", "verify files", "verify database"} == told["seconds"].keys()
    assert (empty.groups(), empty.files()) == (["éditeurs"], FILES)
    assert (restored["files"], restored["to_migrate"]) == (3, [])
    assert empty.sessions() == 0  # whoever was signed in signs in again
    assert Path(told["file"]).stat().st_mode & 0o777 == 0o600


def test_restore_replaces_only_when_told_so_and_then_whole(small):
    file = small.backup("--no-verify")["file"]
    small.execute("INSERT INTO auth_group (id, name) VALUES (2, 'later')")
    (small.var / "media/later.png").write_bytes(b"later")
    (small.var / "media/images/été.jpg").write_bytes(b"changed")

    refused = small.refused("restore", file)
    unchanged = small.groups()
    told = small.restore(file, "--replace")

    assert ("--replace" in refused, "database, media, private" in refused, unchanged) == (
        True,
        True,
        ["later", "éditeurs"],
    )
    assert (small.groups(), small.files()) == (["éditeurs"], FILES)
    assert (told["files"], told["removed"]) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "key", "damage"),
    [
        ("sqlite", "", "flipped"),
        pytest.param("sqlite", "", "short", marks=pytest.mark.rehearsal),
        pytest.param("sqlite", KEY, "flipped", marks=pytest.mark.rehearsal),
        ("postgresql", KEY, "short"),
    ],
)
def test_damaged_backup_touches_nothing(small, key, damage):
    small.extra = {"BACKUP_KEY": key}
    file = Path(small.backup("--no-verify")["file"])
    data = bytearray(file.read_bytes())
    if damage == "flipped":
        data[300] ^= 1
    file.write_bytes(data if damage == "flipped" else data[:-30])
    small.execute("INSERT INTO auth_group (id, name) VALUES (2, 'later')")
    (small.var / "media/later.png").write_bytes(b"later")

    said = small.refused("restore", file, "--replace")

    assert str(file) in said
    assert small.groups() == ["later", "éditeurs"]
    assert "media/later.png" in small.files()
    assert not (small.var / "restore.interrupted").exists()


@pytest.mark.parametrize("kind", ["sqlite"])
def test_backup_of_a_newer_version_is_refused(small, empty):
    small.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('reach', '0999_later', '2030-01-01')")
    file = small.backup("--no-verify")["file"]

    said = empty.refused("restore", file)

    assert "reach.0999_later" in said
    assert "Install the version that made it" in said


@pytest.mark.parametrize("kind", ["sqlite"])
def test_backup_of_an_older_version_is_restored_and_says_to_migrate(small, empty):
    small.execute("DELETE FROM django_migrations WHERE app = 'operations'")
    file = small.backup("--no-verify")["file"]

    done = empty.call("restore", file)

    assert "operations.0001_initial" in done.stdout
    assert "manage.py migrate" in done.stderr


@pytest.mark.parametrize("kind", ["sqlite"])
def test_old_backups_go_once_a_new_one_is_verified(small):
    small.backups.mkdir()
    for name in ("backup-20200101T000000Z.zip", "backup-20200102T000000Z.sealed", "mine.zip"):
        (small.backups / name).write_bytes(b"old")

    told = small.backup("--keep", "2")

    assert told["removed"] == ["backup-20200101T000000Z.zip"]
    here = {path.name for path in small.backups.iterdir() if path.suffix in (".zip", ".sealed")}
    assert here == {"backup-20200102T000000Z.sealed", "mine.zip", Path(told["file"]).name}


@pytest.mark.parametrize("kind", ["sqlite"])
def test_full_disk_leaves_nothing_and_says_so(small):
    (small.var / "media/film.mp4").write_bytes(os.urandom(4 * 2**20))
    limit = 3 * 2**20

    said = small.refused(
        "backup", small.backups, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )

    assert "no room is left" in said
    assert [path.name for path in small.backups.iterdir() if "backup-2" in path.name] == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_backup_is_not_made_among_the_files_that_it_holds(small):
    said = small.refused("backup", small.var / "media")

    assert "choose a folder outside" in said


@pytest.mark.parametrize("kind", ["sqlite"])
def test_files_that_are_no_backups_are_refused(small, tmp_path):
    (tmp_path / "text.zip").write_text("no backup")

    said = [small.refused("restore", tmp_path / name) for name in ("text.zip", "none.zip")]

    assert ["is no backup" in said[0], "cannot be read" in said[1]] == [True, True]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_second_key_opens_what_the_first_no_longer_does(small):
    small.extra = {"BACKUP_KEY": OTHER_KEY}
    file = small.backup("--no-verify")["file"]
    small.extra = {"BACKUP_KEY": f"{KEY},{OTHER_KEY}"}

    assert small.restore(file, "--replace")["file"] == file


@pytest.mark.parametrize("kind", ["postgresql"])
def test_without_the_programs_of_postgresql_the_error_says_what_to_install(small):
    small.extra = {"PATH": "/nowhere"}

    assert "postgresql-client-" in small.refused("backup", small.backups)


@pytest.fixture
def reader(small):
    """The address of the small site's database for a user who reads all of it, and makes no other."""
    owner, name = small.database_url, f"reader_{os.getpid()}"
    small.execute(f"CREATE ROLE {name} LOGIN NOCREATEDB IN ROLE pg_read_all_data")
    parts = urlsplit(small.database_url)
    yield urlunsplit(parts._replace(netloc=f"{name}@{parts.hostname}:{parts.port or 5432}"))
    small.database_url = owner
    small.execute(f"DROP ROLE {name}")


@pytest.mark.parametrize("kind", ["postgresql"])
def test_backup_by_a_user_who_makes_no_database_is_read_and_says_so(small, reader):
    owner, small.database_url = small.database_url, reader

    done = small.call("backup", small.backups)
    told = json.loads(done.stdout)
    refused = small.refused("backup", "--verify", told["file"])
    noted = json.loads((small.backups / "last-backup.json").read_text())
    small.database_url = owner

    assert (told["verified"], noted["verified"]) == ("read", "read")
    assert "Not restored to verify it: its files were read and compared, its database was not" in done.stderr
    assert "CREATEDB, or check it on another server" in refused
    assert json.loads(small.call("backup", "--verify", told["file"]).stdout)["verified"] == "restored"


def test_database_in_use_is_not_restored(small):
    file = small.backup("--no-verify")["file"]
    holding = psycopg.connect(small.database_url) if small.database_url else sqlite3.connect(small.var / "db.sqlite3")
    with closing(holding):
        holding.execute("SELECT 1 FROM auth_group").fetchall()

        said = small.refused("restore", file, "--replace")

    assert "stop the site" in said
    assert small.groups() == ["éditeurs"]
