"""Writing rows into the directory, all at once; only an accepted proposal comes here."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date

from campaigns.outreach.directory.models import Entry, Organisation, new_code
from campaigns.outreach.directory.proposals.kinds import AT_ONCE, ENTRIES, Kind


def write(rows: list[dict[str, Any]], kind: Kind, there: dict[str, Any]) -> None:
    """Within a transaction that has locked what is there, by its reference.

    What is not there is added: who adds the same at the same moment gets a DatabaseError, and overwrites nothing.
    """
    if kind is ENTRIES:
        _write_entries(rows, there)
    else:
        _write_few(rows, kind, there)


def _write_few(rows: list[dict[str, Any]], kind: Kind, there: dict[str, Any]) -> None:
    for row in rows:
        one = there.get(row["reference"])
        is_new = one is None
        one = kind.model(**{kind.key: row["reference"]}) if is_new else one
        _fill(one, row, {}, timezone.now())
        one.save(force_insert=is_new)


def _write_entries(rows: list[dict[str, Any]], there: dict[str, Entry]) -> None:
    """In a number of queries that grows with the five hundreds of rows."""
    organisations = _organisations({row["organisation"] for row in rows if "organisation" in row})
    now = timezone.now()
    made, changed, fields = [], [], {"updated_at"}
    for row in rows:
        entry = there.get(row["reference"])
        if entry is None:
            made.append(entry := Entry(reference=row["reference"]))
        else:
            changed.append(entry)
        fields |= _fill(entry, row, organisations, now)
        entry.updated_at = now
    _draw_codes(made)
    Entry.objects.bulk_create(made, batch_size=AT_ONCE)
    Entry.objects.bulk_update(changed, sorted(fields), batch_size=AT_ONCE)


def _fill(one: models.Model, row: dict[str, Any], organisations: dict[str, Organisation], now) -> set[str]:
    """Set the fields that a row has; returns their names."""
    filled = set()
    for field, value in row.items():
        if field == "reference":
            continue
        if field == "organisation":
            one.organisation = organisations[value]
        elif field == "withdrawn":
            one.withdrawn_at = now if value else None
        else:
            setattr(one, field, parse_date(value) if field == "verified_on" else value)
        filled.add("withdrawn_at" if field == "withdrawn" else field)
    return filled


def _organisations(names: set[str]) -> dict[str, Organisation]:
    found = {one.name: one for one in _by_name(names)}
    missing = [Organisation(name=name) for name in sorted(names - set(found))]
    Organisation.objects.bulk_create(missing, batch_size=AT_ONCE)
    return found | {one.name: one for one in missing}


def _by_name(names: set[str]) -> models.QuerySet[Organisation] | list[Organisation]:
    wanted, found = sorted(names), []
    for at in range(0, len(wanted), AT_ONCE):
        found += Organisation.objects.filter(name__in=wanted[at : at + AT_ONCE])
    return found


def _draw_codes(entries: list[Entry]) -> None:
    drawn: set[str] = set()
    while len(drawn) < len(entries):
        fresh = {new_code() for _number in range(len(entries) - len(drawn))} - drawn
        taken: set[str] = set()
        for at in range(0, len(fresh), AT_ONCE):
            some = sorted(fresh)[at : at + AT_ONCE]
            taken.update(Entry.objects.filter(code__in=some).values_list("code", flat=True))
        drawn |= fresh - taken
    for entry, code in zip(entries, drawn, strict=True):
        entry.code = code
