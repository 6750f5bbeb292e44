"""What the rows of a file of partners mean: which are new, which are known by their mail address, and what would change."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.plan.models import Partner
from intake.names import loose
from intake.problems import CellError, Problems

FIELDS = ("name", "kind", "territory", "contact", "language", "may_be_mailed_since")


@dataclass
class Change:
    """A partner that is on the list; `was` and `becomes` hold the fields that differ, and nothing where it is left as it is."""

    partner: Partner
    was: dict[str, str] = field(default_factory=dict)
    becomes: dict[str, str] = field(default_factory=dict)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(label of a field, what it is, what it becomes), as people read them."""
        return [
            (capfirst(Partner._meta.get_field(name).verbose_name), _shown(name, self.was[name]), _shown(name, value))
            for name, value in self.becomes.items()
        ]


@dataclass
class Meaning:
    """Nothing of it is written yet."""

    lines: list[tuple[int, Partner, Change | None]] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    @property
    def new(self) -> list[Partner]:
        return [partner for _line, partner, change in self.lines if change is None]

    @property
    def changed(self) -> list[Change]:
        return [change for _line, _partner, change in self.lines if change and change.becomes]

    @property
    def same(self) -> int:
        return len(self.lines) - len(self.new) - len(self.changed)


def read(rows: list[dict], *, updates: bool, headings: dict[str, str] | None = None) -> Meaning:
    """In one query. `headings` are the file's own names of the columns, for problems to be named by."""
    reader = _Reader(updates, headings or {})
    for row in rows:
        reader.read(row)
    return reader.meaning


def stored(partner: Partner, name: str) -> str:
    """What a partner has in a field, as a file says it."""
    value = getattr(partner, name)
    return value.isoformat() if isinstance(value, date) else value or ""


def write(partner: Partner, values: dict[str, str]) -> None:
    for name, value in values.items():
        is_day = name == "may_be_mailed_since"
        setattr(partner, name, (date.fromisoformat(value) if value else None) if is_day else value)


def _shown(name: str, value: str) -> str:
    partner = Partner()
    write(partner, {name: value})
    if name == "may_be_mailed_since":
        return date_format(partner.may_be_mailed_since, "SHORT_DATE_FORMAT") if value else ""
    told = getattr(partner, f"get_{name}_display", None)
    return str(told()) if told and value else value


class _Reader:
    """Goes through rows; a row that is refused makes nothing, and the others are judged all the same."""

    def __init__(self, updates: bool, headings: dict[str, str]):
        self.updates, self.headings, self.meaning = updates, headings, Meaning()
        self.known, self.names = defaultdict(list), {}
        for partner in Partner.objects.all():
            self.known[partner.email.casefold()].append(partner)
            self.names[loose(partner.name)] = partner.pk
        self.emails: dict[str, int] = {}
        self.named: dict[str, int] = {}

    def read(self, row: dict) -> None:
        try:
            self.meaning.lines.append((row["line"], *self._partner(row)))
        except CellError as error:
            self.meaning.problems.add(row["line"], error.reason, self.headings.get(error.column, ""))

    def _partner(self, row: dict) -> tuple[Partner, Change | None]:
        self._once(self.emails, row["email"].casefold(), row["line"], "email")
        self._once(self.named, loose(row["name"]), row["line"], "name")
        found = self._known(row["email"])
        values = {name: row[name] for name in FIELDS if row.get(name)}
        if found is None:
            self._check_name(row["name"], None)
            partner = Partner(email=row["email"])
            write(partner, values)
            return partner, None
        if not self.updates:
            return found, Change(found)
        self._check_name(row["name"], found.pk)
        becomes = {name: value for name, value in values.items() if value != stored(found, name)}
        return found, Change(found, {name: stored(found, name) for name in becomes}, becomes)

    def _once(self, seen: dict[str, int], value: str, line: int, column: str) -> None:
        first = seen.setdefault(value, line)
        if first != line:
            raise CellError(_("Line %(line)d has the same: keep one of the two.") % {"line": first}, column)

    def _known(self, email: str) -> Partner | None:
        found = self.known.get(email.casefold(), [])
        if len(found) > 1:
            names = ", ".join(partner.name for partner in found[:5])
            reason = _("Several partners have this address: %(names)s. Give each its own in the list first.")
            raise CellError(reason % {"names": names}, "email")
        return found[0] if found else None

    def _check_name(self, name: str, own: int | None) -> None:
        if self.names.get(loose(name), own) != own:
            reason = _("A partner of this name has another address: write that address, or another name.")
            raise CellError(reason, "name")
