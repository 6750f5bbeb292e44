"""Entries are added, never changed; what was done to them behind the application's back is told."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from editorial.audit_log import chain, triggers
from editorial.audit_log.models import Chain, Entry, Event, Unchangeable


@pytest.fixture
def entries(db) -> list[Entry]:
    return [chain.record(Event.SIGNED_IN, actor=name, subject=name, method=["password"]) for name in "abcd"]


@pytest.fixture
def guarded(db):
    """As in production: the tests' own database goes without one of the triggers."""
    with connection.cursor() as cursor:
        for statement in triggers.dropping(connection.vendor) + triggers.creating(connection.vendor):
            cursor.execute(statement)


def behind_its_back(statement: str, *values) -> None:
    """As somebody would who has the database, and takes the triggers away first."""
    with connection.cursor() as cursor:
        for taken_away in triggers.dropping(connection.vendor):
            cursor.execute(taken_away)
        cursor.execute(statement, values)


def test_entries_are_sealed_one_to_the_next(entries):
    assert [entry.previous for entry in entries] == [chain.BEGINNING, *[entry.digest for entry in entries[:3]]]
    assert chain.verify() == chain.Verdict(4, entries[3].digest)


@pytest.mark.parametrize(
    "act",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(actor="x"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["actor"]),
    ],
)
def test_application_changes_no_entry(entries, act):
    with pytest.raises(Unchangeable):
        act(entries[1])

    assert chain.verify().problem == ""


COLUMNS = ", ".join(field.column for field in Entry._meta.local_fields)
EMPTYING = {
    "postgresql": ["TRUNCATE audit_log_entry", "TRUNCATE audit_log_entry CASCADE"],
    "sqlite": [
        f"REPLACE INTO audit_log_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_log_entry",
        f"REPLACE INTO audit_log_entry ({COLUMNS}) SELECT {COLUMNS.replace('id', 'id + 9', 1)} FROM audit_log_entry",
    ],
}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_log_entry SET actor = 'x'", "DELETE FROM audit_log_entry", *EMPTYING[connection.vendor]],
)
def test_database_changes_no_entry(entries, guarded, statement):
    refused = pytest.raises(DatabaseError, match="entries of the audit log are")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.count() == 4


@pytest.mark.parametrize(
    ("statement", "number", "problem"),
    [
        ("UPDATE audit_log_entry SET subject = 'x' WHERE id = %s", 1, "was changed"),
        ("UPDATE audit_log_entry SET at = '2020-01-01 00:00:00+00' WHERE id = %s", 1, "was changed"),
        ("DELETE FROM audit_log_entry WHERE id = %s", 0, "Entries are missing before"),
        ("DELETE FROM audit_log_entry WHERE id = %s", 2, "Entries are missing before"),
        ("DELETE FROM audit_log_entry WHERE id = %s", 3, "The last entries are missing"),
    ],
)
def test_what_was_done_behind_its_back_is_told(entries, statement, number, problem):
    behind_its_back(statement, entries[number].pk)

    assert problem in chain.verify().problem
    with pytest.raises(CommandError, match=problem):
        call_command("audit_log", "verify")


def test_log_written_anew_is_told_by_a_seal_that_was_noted(entries):
    behind_its_back("DELETE FROM audit_log_entry")
    Chain.objects.all().delete()
    chain.record(Event.SIGNED_IN, actor="innocent")

    assert chain.verify().problem == ""
    assert chain.verify(entries[2].digest).problem == "The seal that was noted is not part of the chain."


def test_seal_that_was_noted_is_found(entries):
    assert [chain.verify(entry.digest).problem for entry in entries] == [""] * 4


def test_purge_takes_what_is_old_and_the_rest_still_holds(entries, guarded, settings):
    settings.AUDIT_LOG_DAYS = 30
    middle = entries[1].at + (entries[2].at - entries[1].at) / 2

    removed = chain.purge(before=middle)

    assert removed == 2
    assert [entry.event for entry in Entry.objects.all()] == [Event.LOG_PURGED, Event.SIGNED_IN, Event.SIGNED_IN]
    assert chain.verify().problem == ""
    assert chain.purge() == 0
    assert not Chain.objects.get().is_purging


def test_purge_of_everything_still_holds(entries, guarded):
    assert chain.purge(before=timezone.now() + timedelta(days=1)) == 4
    assert (chain.verify().problem, chain.verify().entries) == ("", 1)


def test_command_prints_the_last_seal(entries, capsys):
    call_command("audit_log", "verify")

    assert entries[3].digest in capsys.readouterr().out
