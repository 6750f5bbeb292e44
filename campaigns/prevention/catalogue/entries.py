"""What the catalogue knows of its kits: small columns, read anew for each answer, so that they are always right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from campaigns.prevention.catalogue.vocabulary import Duration, Recent
from campaigns.prevention.kits.models import KitEdition, KitPage
from core.visibility import public


@dataclass(frozen=True, slots=True)
class Edition:
    """The last version of which all files are there: `size` is that of its archive, in bytes."""

    number: int
    finished_at: datetime
    formats: tuple[str, ...] = ()
    size: int | None = None

    @classmethod
    def of(cls, number: int, finished_at: datetime, formats: str, size: int) -> "Edition":
        return cls(number, finished_at, tuple(formats.split(",")) if formats else (), size or None)


@dataclass(frozen=True, slots=True)
class Entry:
    pk: int
    title: str
    minutes: int
    levels: list[str]
    themes: list[str]
    published_at: datetime
    edition: Edition | None

    @property
    def date(self) -> datetime:
        return self.edition.finished_at if self.edition else self.published_at

    def recent(self, since: datetime) -> str:
        """Whether it is new or was updated since; empty for neither."""
        if self.published_at >= since:
            return Recent.NEW.value
        is_updated = self.edition and self.edition.number > 1 and self.edition.finished_at >= since
        return Recent.UPDATED.value if is_updated else ""

    def traits(self, since: datetime) -> dict[str, frozenset[str]]:
        """By what it is found: for each group of filters, the values that it has."""
        recent = self.recent(since)
        return {
            "level": frozenset(self.levels),
            "duration": frozenset((Duration.of(self.minutes),)),
            "theme": frozenset(self.themes),
            "format": frozenset(self.edition.formats if self.edition else ()),
            "recent": frozenset((recent,) if recent else ()),
        }


def visible(catalogues: Iterable[Page]) -> QuerySet[KitPage]:
    """The kits under these catalogues that a visitor may see; making it costs the query of restrictions."""
    under = Q(pk=None)
    for catalogue in catalogues:
        under |= Q(path__startswith=catalogue.path, depth=catalogue.depth + 1)
    return public(KitPage.objects.filter(under, alias_of=None).public())


def entries(kits: QuerySet[KitPage]) -> list[Entry]:
    """Two queries, however many there are."""
    editions = last_editions(kits)
    columns = ("pk", "title", "minutes", "levels", "themes", "first_published_at")
    return [Entry(*row, editions.get(row[0])) for row in kits.values_list(*columns)]


def last_editions(kits: QuerySet[KitPage]) -> dict[int, Edition]:
    """Of each kit, by its id, its last version that is whole."""
    whole = KitEdition.objects.filter(finished_at__isnull=False)
    newer = whole.filter(kit=OuterRef("kit"), number__gt=OuterRef("number"))
    rows = whole.filter(~Exists(newer), kit__in=kits.values("pk")).order_by()
    columns = ("kit_id", "number", "finished_at", "formats", "archive_size")
    return {kit: Edition.of(*rest) for kit, *rest in rows.values_list(*columns)}
