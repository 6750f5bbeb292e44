"""Finds entries for what is wanted: those of the territory by name, then those of the whole country."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from campaigns.outreach.directory import spoken
from campaigns.outreach.directory.entries import EntryQuerySet
from campaigns.outreach.directory.forms import Wanted
from campaigns.outreach.directory.models.records import Entry, TerritoryContact
from campaigns.outreach.directory.territories import TERRITORIES
from campaigns.outreach.directory.vocabulary import Need, Welcome
from campaigns.outreach.directory.ways import Way, ways
from core.languages import Language

ON_A_PAGE = 20


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a visitor reads it; `address` is its short one."""

    entry: Entry
    address: str

    @property
    def ways(self) -> list[Way]:
        return ways(self.entry)

    @property
    def services(self) -> list[str]:
        return [Need(need).label for need in self.entry.services if need in Need]

    @property
    def welcomes(self) -> list[str]:
        return [Welcome(one).label for one in self.entry.welcomes if one in Welcome]

    @property
    def languages(self) -> list[Language]:
        return [spoken.language(code) for code in self.entry.languages]


@dataclass(frozen=True)
class Found:
    """One page of what was found, and what of it lies in the territory."""

    wanted: Wanted
    contact: TerritoryContact | None
    page: Page
    total: int
    here: int
    all_here: int
    address: str  # of the directory

    @property
    def groups(self) -> Iterator[tuple[str, list[ShownEntry]]]:
        """(name of the territory, its entries); the name of the whole country is empty."""
        for code, entries in groupby(self.page, key=lambda entry: entry.territory):
            yield TERRITORIES.get(code, ""), [self._shown(entry) for entry in entries]

    def _shown(self, entry: Entry) -> ShownEntry:
        return ShownEntry(entry, f"{self.address}{entry.code}/")


def find(wanted: Wanted, number: int | None, address: str) -> Found:
    matching = narrowed(Entry.objects.public(), wanted)
    if wanted.territory:
        matching = matching.filter(territory__in=[wanted.territory, ""]).order_by("-territory", "name", "pk")
    else:
        matching = matching.order_by("territory", "name", "pk")
    counted = matching.aggregate(total=Count("pk"), here=Count("pk", filter=Q(territory=wanted.territory)))
    paginator = Paginator(matching.select_related("organisation"), ON_A_PAGE)
    paginator.count = counted["total"]
    # What a wider question would find there is only said where this one finds nothing.
    is_empty = wanted.territory and wanted.is_narrow and not counted["here"]
    all_here = Entry.objects.public().in_territory(wanted.territory).count() if is_empty else counted["here"]
    contact = TerritoryContact.objects.filter(territory=wanted.territory).first() if wanted.territory else None
    return Found(wanted, contact, paginator.get_page(number or 1), all_here=all_here, address=address, **counted)


def narrowed(entries: EntryQuerySet, wanted: Wanted) -> EntryQuerySet:
    if wanted.need:
        entries = entries.answering(wanted.need)
    if wanted.language:
        entries = entries.speaking(wanted.language)
    return entries
