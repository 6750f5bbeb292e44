"""What rows would change in the directory as it is now: new entries, fields that differ, and those that stay."""

from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from campaigns.outreach.directory.columns import BY_FIELD, COLUMNS, in_words
from campaigns.outreach.directory.models import Entry, Organisation

AT_ONCE = 500
FIELDS = [column.field for column in COLUMNS if column.field != "reference"]
REQUIRED = [column.field for column in COLUMNS if column.is_required and column.field != "reference"]


@dataclass(frozen=True)
class Difference:
    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return BY_FIELD[self.field].label


@dataclass(frozen=True)
class Change:
    """One entry: `before` is None where it is new, `row` holds its reference and the fields that differ."""

    row: dict[str, Any]
    before: dict[str, Any] | None
    name: str

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_withdrawal(self) -> bool:
        return not self.is_new and self.row.get("withdrawn") is True

    @property
    def differences(self) -> list[Difference]:
        return [
            Difference(one, "" if self.is_new else in_words(one, self.before.get(one)), in_words(one, value))
            for one, value in ((field, self.row[field]) for field in FIELDS if field in self.row)
            if not (self.is_new and value in ("", [], False))
        ]


@dataclass
class Changes:
    """`incomplete` are (reference, fields) of new entries that lack what every entry has."""

    found: list[Change] = field(default_factory=list)
    unchanged: int = 0
    incomplete: list[tuple[str, list[str]]] = field(default_factory=list)
    new_organisations: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[Change]:
        return [one for one in self.found if one.is_new]

    @property
    def changed(self) -> list[Change]:
        return [one for one in self.found if not one.is_new and not one.is_withdrawal]

    @property
    def withdrawn(self) -> list[Change]:
        return [one for one in self.found if one.is_withdrawal]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [one.row for one in self.found]

    @property
    def before(self) -> dict[str, dict[str, Any] | None]:
        return {one.row["reference"]: one.before for one in self.found}


def of(rows: list[dict[str, Any]]) -> Changes:
    """Hold rows against the entries, in as many queries as there are five hundreds of them."""
    there = entries(row["reference"] for row in rows)
    changes = Changes()
    for row in rows:
        entry = there.get(row["reference"])
        _add(changes, row, values(entry) if entry else None, entry.name if entry else row.get("name", ""))
    changes.new_organisations = _unknown({row["organisation"] for row in changes.rows if "organisation" in row})
    return changes


def _add(changes: Changes, row: dict[str, Any], current: dict[str, Any] | None, name: str) -> None:
    if current is None:
        missing = [one for one in REQUIRED if not row.get(one)]
        if missing:
            changes.incomplete.append((row["reference"], missing))
        else:
            changes.found.append(Change(row, None, name))
        return
    # An entry that a file names is there, unless the file says that it is not.
    differing = {one: row[one] for one in FIELDS if one in row and row[one] != current[one]}
    if differing:
        before = {one: current[one] for one in differing}
        changes.found.append(Change({"reference": row["reference"]} | differing, before, name))
    else:
        changes.unchanged += 1


def entries(references, queryset: QuerySet[Entry] | None = None) -> dict[str, Entry]:
    """{reference: entry} of those that are there."""
    chosen = Entry.objects.all() if queryset is None else queryset
    found: dict[str, Entry] = {}
    for some in batched(references, AT_ONCE, strict=False):
        for entry in chosen.filter(reference__in=some).select_related("organisation"):
            found[entry.reference] = entry
    return found


def values(entry: Entry) -> dict[str, Any]:
    """All fields of an entry as a row has them; its organisation is there already."""
    found = {one: getattr(entry, one) for one in FIELDS if one not in ("organisation", "withdrawn")}
    for one in ("services", "languages", "welcomes"):
        found[one] = sorted(found[one])
    day = entry.verified_on
    found["verified_on"] = day.isoformat() if isinstance(day, date) else day
    return found | {"organisation": entry.organisation.name, "withdrawn": entry.withdrawn_at is not None}


def _unknown(names: set[str]) -> list[str]:
    known: set[str] = set()
    for some in batched(names, AT_ONCE, strict=False):
        known.update(Organisation.objects.filter(name__in=some).values_list("name", flat=True))
    return sorted(names - known)


def withdrawals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that withdraw the entries of the same sources that are not among these rows."""
    sources = {row["source_title"] for row in rows if row.get("source_title")}
    named = {row["reference"] for row in rows}
    there = Entry.objects.filter(source_title__in=sources, withdrawn_at=None).order_by("pk")
    return [
        {"reference": reference, "withdrawn": True}
        for reference in there.values_list("reference", flat=True)
        if reference not in named
    ]
