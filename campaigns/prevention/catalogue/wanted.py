"""What a visitor asks of the catalogue: filters and order stand in the address, words never do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.prevention.catalogue.vocabulary import Duration, Recent, Sort
from campaigns.prevention.kits.vocabulary import LEVELS, Format, Theme

LONGEST_WORDS = 100  # characters
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """Filters of one kind: kits with any of the values that are ticked."""

    name: str
    legend: Promise
    options: Sequence[tuple[str, str | Promise]]

    @property
    def values(self) -> list[str]:
        return [value for value, _label in self.options]


GROUPS = (
    Group("level", _("With whom"), tuple(LEVELS.items())),
    Group("duration", _("Duration"), Duration.choices),
    Group("theme", _("Theme"), Theme.choices),
    Group("format", _("Format"), Format.choices),
    Group("recent", _("In the last 90 days"), Recent.choices),
)
PARAMETERS = frozenset({*(group.name for group in GROUPS), "sort", "page"})


@dataclass(frozen=True)
class Wanted:
    """`chosen` has each group of filters by its name; values that nobody offers are left out."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = Sort.NEWEST.value
    words: str = ""
    page: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        """Words are read from what was sent in the body, and from no address."""
        asked: QueryDict = request.POST if request.method == "POST" else request.GET
        chosen = {group.name: frozenset(asked.getlist(group.name)) & set(group.values) for group in GROUPS}
        sort = asked.get("sort", "")
        words = request.POST.get("q", "")[:LONGEST_WORDS].replace("\x00", "").strip()
        return cls(chosen, sort if sort in Sort.values else Sort.NEWEST.value, words, asked.get("page", ""))

    @property
    def number(self) -> int:
        """How many filters are set."""
        return sum(len(values) for values in self.chosen.values())

    def without(self, name: str, values: Iterable[str]) -> "Wanted":
        return replace(self, chosen={**self.chosen, name: self.chosen[name] - set(values)}, page="")

    def pairs(self) -> Pairs:
        """Filters and order as a form sends them, the same for all who ask the same; without page or words."""
        pairs = [
            (group.name, value)
            for group in GROUPS
            for value in group.values
            if value in self.chosen.get(group.name, ())
        ]
        return pairs if self.sort == Sort.NEWEST else [*pairs, ("sort", self.sort)]

    @property
    def query(self) -> str:
        """The same as the query of an address, with its question mark; empty where nothing is asked."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def query_of_page(self, number: int) -> str:
        return f"?{urlencode([*self.pairs(), ('page', number)])}"
