"""What the catalogue knows of its kits: small columns, read anew for each answer, so that they are always right."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.db.models import Case, Exists, FilteredRelation, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import is_naive, make_aware
from wagtail.models import Page

from campaigns.prevention.catalogue.vocabulary import Duration, Recent
from campaigns.prevention.kits.models import KitEdition, KitPage
from core.publication.visibility import public

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Edition:
    """The last version of which all files are there: `size` is that of its archive, in bytes."""

    number: int
    formats: tuple[str, ...]
    size: int | None


@dataclass(slots=True)
class Entry:
    """Dates and lists are the text that the database keeps: only those of the few kits that are shown are read.

    The later of two texts in `dated` is the later date: the database writes all of them alike, and in UTC.
    """

    pk: int
    title: str
    minutes: int
    written_levels: str
    written_themes: str
    dated: str
    recent: str
    number: int | None
    joined_formats: str | None
    archive_size: int | None

    @property
    def levels(self) -> list[str]:
        return json.loads(self.written_levels)

    @property
    def themes(self) -> list[str]:
        return json.loads(self.written_themes)

    @property
    def date(self) -> datetime:
        read = datetime.fromisoformat(self.dated)
        return make_aware(read, UTC) if is_naive(read) else read

    @property
    def edition(self) -> Edition | None:
        if self.number is None:
            return None
        return Edition(self.number, listed(self.joined_formats or ""), self.archive_size or None)

    def traits(self) -> dict[str, Values]:
        """By what it is found: for each group of filters, the values that it has."""
        return {
            "level": among(self.written_levels),
            "duration": alone(Duration.of(self.minutes)),
            "theme": among(self.written_themes),
            "format": of_formats(self.joined_formats or ""),
            "recent": alone(self.recent),
        }


def listed(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


# What editors chose: few combinations, each shared by many kits.


@lru_cache(maxsize=5_000)
def among(written: str) -> Values:
    return frozenset(json.loads(written))


@lru_cache(maxsize=500)
def of_formats(joined: str) -> Values:
    return frozenset(listed(joined))


@lru_cache(maxsize=50)
def alone(value: str) -> Values:
    return frozenset((value,) if value else ())


def visible(catalogues: Iterable[Page]) -> QuerySet[KitPage]:
    """The kits under these catalogues that a visitor may see; making it costs the query of restrictions."""
    under = Q(pk=None)
    for catalogue in catalogues:
        under |= Q(path__startswith=catalogue.path, depth=catalogue.depth + 1)
    return public(KitPage.objects.filter(under, alias_of=None).public())


def entries(kits: QuerySet[KitPage], since: datetime) -> list[Entry]:
    """One query, however many there are; what was published or updated `since` is recent."""
    columns = (
        *("pk", "title", "minutes"),
        *(Cast(name, TextField()) for name in ("levels", "themes")),
        Cast(Coalesce("last__finished_at", "first_published_at"), TextField()),
        recent(since),
        *("last__number", "last__formats", "last__archive_size"),
    )
    return [Entry(*row) for row in with_last_edition(kits).order_by().values_list(*columns)]


def recent(since: datetime) -> Case:
    """Needs `with_last_edition`."""
    return Case(
        When(first_published_at__gte=since, then=Value(Recent.NEW.value)),
        When(last__finished_at__gte=since, last__number__gt=1, then=Value(Recent.UPDATED.value)),
        default=Value(""),
    )


def with_last_edition(kits: QuerySet[KitPage]) -> QuerySet[KitPage]:
    """Each once, with `last`: of its versions that are whole, the one after which there is no other."""
    whole = FilteredRelation("editions", condition=Q(editions__finished_at__isnull=False))
    newer = KitEdition.objects.filter(
        kit=OuterRef("pk"), finished_at__isnull=False, number__gt=OuterRef("last__number")
    )
    return kits.annotate(last=whole).filter(~Exists(newer))
