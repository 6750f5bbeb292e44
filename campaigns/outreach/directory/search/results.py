"""Finds entries for what is wanted: those of the territory by name, then those of the whole country."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import get_language

from campaigns.outreach.directory.models.querysets import EntryQuerySet
from campaigns.outreach.directory.models.records import Entry, TerritoryContact
from campaigns.outreach.directory.search import opening_hours, spoken
from campaigns.outreach.directory.search.addresses import Address
from campaigns.outreach.directory.search.finder import Wanted
from campaigns.outreach.directory.search.opening_hours import Rule
from campaigns.outreach.directory.search.ways import Way, ways
from campaigns.outreach.directory.vocabulary import Need, Welcome
from core.words.languages import Language
from country.territories import APART, TERRITORIES

ON_A_PAGE = 20


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a visitor reads it; `address` is its short one."""

    entry: Entry
    address: Address

    @cached_property
    def ways(self) -> list[Way]:
        return ways(self.entry)

    @cached_property
    def services(self) -> list[str]:
        return [Need(need).label for need in self.entry.services if need in Need]

    @cached_property
    def welcomes(self) -> list[str]:
        return [Welcome(one).label for one in self.entry.welcomes if one in Welcome]

    @cached_property
    def hours(self) -> list[Rule]:
        """In the reader's language; empty in French, and where they are shown in French to everybody."""
        return [] if get_language() == "fr" else opening_hours.read(self.entry.hours)

    @cached_property
    def languages(self) -> list[Language]:
        return [spoken.language(code) for code in self.entry.languages]


@dataclass(frozen=True)
class Found:
    """One page of what was found, and how many places of it are near: in the territory, or else in any."""

    wanted: Wanted
    contact: TerritoryContact | None
    page: Page
    total: int  # with the services of the whole country
    here: int
    for_minors: int  # of these, those that welcome minors and nobody else
    all_here: int  # whatever the need and the language
    address: Address  # of the directory

    @property
    def has_none_for_adults(self) -> bool:
        return self.for_minors == self.here > 0

    @property
    def is_apart(self) -> bool:
        """Whether what helps in the whole country is not known to help there."""
        return self.wanted.territory in APART

    @property
    def has_more_here(self) -> bool:
        """Whether more is found by asking for less."""
        return self.all_here > self.here

    @property
    def groups(self) -> Iterator[tuple[str, list[ShownEntry]]]:
        """(name of the territory, its entries); the name of the whole country is empty."""
        for code, entries in groupby(self.page, key=lambda entry: entry.territory):
            yield TERRITORIES.get(code, ""), [self._shown(entry) for entry in entries]

    @property
    def contact_address(self) -> Address:
        return self.address.below(self.contact.code)

    def _shown(self, entry: Entry) -> ShownEntry:
        return ShownEntry(entry, self.address.below(entry.code))


def find(wanted: Wanted, number: int | None, address: Address) -> Found:
    """Where nothing at all is found, the page holds what helps in the whole country."""
    public = Entry.objects.public()
    matching = ordered(narrowed(public, wanted), wanted.territory)
    near = Q(territory=wanted.territory) if wanted.territory else ~Q(territory="")
    counted = matching.aggregate(
        total=Count("pk"),
        here=Count("pk", filter=near),
        for_minors=Count("pk", filter=near & Q(welcomes=[Welcome.MINORS])),
    )
    shown = matching if counted["total"] else public.national()
    pages = Paginator(shown, ON_A_PAGE)
    if counted["total"]:
        pages.count = counted["total"]  # known: it is not counted again
    page = pages.get_page(number or 1)
    page.object_list = whole(page.object_list, wanted.territory)
    helps_no_adult = wanted.territory and wanted.is_narrow and counted["for_minors"] == counted["here"]
    return Found(
        wanted,
        contact=contact_of(wanted.territory) if wanted.territory else None,
        page=page,
        all_here=public.in_territory(wanted.territory).count() if helps_no_adult else counted["here"],
        address=address,
        **counted,
    )


def contact_of(territory: str) -> TerritoryContact | None:
    return TerritoryContact.objects.filter(territory=territory, withdrawn_at=None).first()


def whole(entries: EntryQuerySet, territory: str) -> EntryQuerySet:
    """Only the ids of all that matches are sorted, not thousands of rows with all that they hold."""
    return ordered(Entry.objects.filter(pk__in=entries.values("pk")).select_related("organisation"), territory)


def ordered(entries: EntryQuerySet, territory: str) -> EntryQuerySet:
    """Those of the territory before those of the whole country; without a territory, these first."""
    if territory:
        return entries.filter(territory__in=[territory, ""]).order_by("-territory", "name", "pk")
    return entries.order_by("territory", "name", "pk")


def narrowed(entries: EntryQuerySet, wanted: Wanted) -> EntryQuerySet:
    if wanted.need:
        entries = entries.answering(wanted.need)
    if wanted.language:
        entries = entries.speaking(wanted.language)
    return entries
