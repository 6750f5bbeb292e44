"""What a proposal may be about, each kind read, compared and named in one way: entries, what the State has, organisations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import batched
from typing import Any

from django.db import models

from campaigns.outreach.directory.models import Entry, Organisation, Proposal, TerritoryContact
from campaigns.outreach.directory.sheets import cells
from campaigns.outreach.directory.sheets.columns import BY_FIELD, COLUMNS, Column

AT_ONCE = 500


@dataclass(frozen=True)
class Kind:
    """`key` is the field that the reference of a row holds; the columns are all that a row may say."""

    about: str
    model: type[models.Model]
    key: str
    columns: tuple[Column, ...]

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def fields(self) -> list[str]:
        """What a proposal may change."""
        return [column.field for column in self.columns if column.field != self.key]

    @cached_property
    def required(self) -> list[str]:
        return [one for one in self.fields if self.by_field[one].is_required]

    def there(self, references: Iterable[str], *, lock: bool = False) -> dict[str, Any]:
        """{reference: what is there}; locked, nobody else writes it until the transaction ends."""
        chosen = self.model.objects.all()
        if self.model is Entry:
            chosen = chosen.select_related("organisation")
        if lock:
            chosen = chosen.select_for_update(of=("self",))
        found = {}
        for some in batched(references, AT_ONCE, strict=False):
            found |= {str(getattr(one, self.key)): one for one in chosen.filter(**{f"{self.key}__in": some})}
        return found

    def values(self, one: models.Model) -> dict[str, Any]:
        """All fields as a row has them; the organisation of an entry is there already."""
        return {field: _value(one, field) for field in self.fields}

    def called(self, reference: str, one: models.Model | None) -> str:
        """Entries by their references, which the files of services have; what else there is by its name."""
        return reference if one is None or self.model is Entry else str(one)


def _value(one: models.Model, field: str) -> Any:
    if field == "withdrawn":
        return one.withdrawn_at is not None
    match getattr(one, field):
        case Organisation() as organisation:
            return organisation.name
        case list() as several:
            return sorted(several)
        case date() as day:
            return day.isoformat()
        case value:
            return value


def _of_territory(field: str, like: str) -> Column:
    return replace(BY_FIELD[like], field=field, names=(), model=TerritoryContact)


ENTRIES = Kind(Proposal.About.ENTRIES.value, Entry, "reference", tuple(COLUMNS))
CONTACTS = Kind(
    Proposal.About.CONTACTS.value,
    TerritoryContact,
    "territory",
    (
        Column("commission", (), cells.words(200), "", model=TerritoryContact),
        _of_territory("commission_url", like="source_url"),
        Column("delegation", (), cells.words(200), "", model=TerritoryContact),
        _of_territory("delegation_telephone", like="telephone"),
        _of_territory("delegation_url", like="source_url"),
        *(BY_FIELD[one] for one in ("source_title", "source_url", "verified_on", "withdrawn")),
    ),
)
ORGANISATIONS = Kind(
    Proposal.About.ORGANISATIONS.value,
    Organisation,
    "pk",
    (
        replace(BY_FIELD["name"], names=(), model=Organisation),
        replace(BY_FIELD["website"], names=(), model=Organisation),
        Column("is_demonstration", (), cells.yes_or_no, "", empty=False, model=Organisation),
    ),
)
KINDS = {kind.about: kind for kind in (ENTRIES, CONTACTS, ORGANISATIONS)}


def of(proposal: Proposal) -> Kind:
    return KINDS[proposal.about]
