"""What rows would change in the directory as it is now: new entries, fields that differ, and those that stay."""

from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from campaigns.outreach.directory.models import Entry, Organisation
from campaigns.outreach.directory.proposals.kinds import AT_ONCE, ENTRIES, ORGANISATIONS, Kind
from campaigns.outreach.directory.sheets.columns import Column, in_words
from country.territories import TERRITORIES


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One entry: `before` is None where it is new, `row` holds its reference and the fields that differ."""

    row: dict[str, Any]
    before: dict[str, Any] | None
    name: str
    kind: Kind = ENTRIES

    @property
    def reference(self) -> str:
        """As people know it: the number of an organisation tells nobody anything."""
        return "" if self.kind is ORGANISATIONS else self.row["reference"]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_withdrawal(self) -> bool:
        return not self.is_new and self.row.get("withdrawn") is True

    @property
    def differences(self) -> list[Difference]:
        return [
            Difference(column.label, "" if self.is_new else in_words(one, self.before.get(one)), in_words(one, value))
            for one, column, value in self._told
            if not (self.is_new and value in ("", [], False))
        ]

    @property
    def _told(self) -> list[tuple[str, Column, Any]]:
        return [(one, self.kind.by_field[one], self.row[one]) for one in self.kind.fields if one in self.row]


@dataclass
class Changes:
    """`incomplete` are (reference, fields) of new entries that lack what every entry has."""

    kind: Kind = ENTRIES
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


def of(rows: list[dict[str, Any]], kind: Kind = ENTRIES) -> Changes:
    """Hold rows against what is there, in as many queries as there are five hundreds of them."""
    there = kind.there(row["reference"] for row in rows)
    changes = Changes(kind)
    for row in rows:
        _add(changes, row, there.get(row["reference"]))
    changes.new_organisations = _unknown({row["organisation"] for row in changes.rows if "organisation" in row})
    return changes


def _add(changes: Changes, row: dict[str, Any], one: Any | None) -> None:
    kind = changes.kind
    if one is None:
        missing = [field for field in kind.required if not row.get(field)]
        if missing:
            changes.incomplete.append((row["reference"], missing))
        else:
            changes.found.append(Change(row, None, name_of(row, None), kind))
        return
    # An entry that a file names is there, unless the file says that it is not.
    current = kind.values(one)
    differing = {field: row[field] for field in kind.fields if field in row and row[field] != current[field]}
    if differing:
        before = {field: current[field] for field in differing}
        changes.found.append(Change({"reference": row["reference"]} | differing, before, str(one), kind))
    else:
        changes.unchanged += 1


def name_of(row: dict[str, Any], one: Any | None) -> str:
    """What a row is about, as people call it: what it will be called, or is, or else a territory."""
    reference = row["reference"]
    return row.get("name") or (str(one) if one else TERRITORIES.get(reference, reference))


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
