"""The catalogue in the other languages, and how many kits one finds there by the same filters."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from campaigns.prevention.catalogue.entries import recent, with_last_edition
from campaigns.prevention.catalogue.vocabulary import Duration
from campaigns.prevention.catalogue.wanted import Wanted
from campaigns.prevention.kits.models import KitPage
from core.words.languages import Language, language

OF_EDITIONS = {"format", "recent"}  # what the last version of a kit decides: only where it is asked is it looked for
LISTS = {"level": '"%s"', "theme": '"%s"', "format": ",%s,"}  # how one value stands in a column that has several


@dataclass(frozen=True)
class Elsewhere:
    """The catalogue in another language, and how many kits one finds behind its link."""

    language: Language
    number: int
    query: str


def elsewhere(
    kits: QuerySet[KitPage], addresses: dict[str, str], wanted: Wanted, since: datetime, code: str
) -> list[Elsewhere]:
    """One query: each other language in which there is a kit. Words are those of one language: they are left out."""
    asked = {name: values for name, values in wanted.chosen.items() if values}
    others = kits.exclude(locale__language_code=code).order_by()
    if OF_EDITIONS & asked.keys():
        others = with_last_edition(others)
    columns = traits(since)
    others = others.alias(**{f"its_{name}": columns[name] for name in asked})
    found = Count("pk", filter=reduce(and_, (having(name, values) for name, values in asked.items()), Q()))
    numbers = dict(others.values_list("locale__language_code").annotate(found=found))
    return [
        Elsewhere(language(other, address), numbers[other], wanted.query)
        for other, address in addresses.items()
        if other in numbers
    ]


def having(name: str, values: frozenset[str]) -> Q:
    """Any of these values."""
    if name in LISTS:
        return reduce(or_, (Q(**{f"its_{name}__contains": LISTS[name] % value}) for value in sorted(values)))
    return Q(**{f"its_{name}__in": sorted(values)})


def traits(since: datetime) -> dict:
    """What `Entry.traits` tells of a kit, as the database reads it: it counts thousands faster than they are fetched."""
    bands = [When(minutes__lte=most, then=Value(band)) for most, band in Duration.ends()]
    return {
        "level": Cast("levels", TextField()),
        "theme": Cast("themes", TextField()),
        "duration": Case(*bands, default=Value(Duration.MORE.value)),
        "format": Concat(Value(","), "last__formats", Value(",")),
        "recent": recent(since),
    }
