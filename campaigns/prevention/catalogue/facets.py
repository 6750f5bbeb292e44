"""Which kits have all that was asked, and how many one would get by each other filter: one pass over all of them."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaigns.prevention.catalogue.entries import Entry
from campaigns.prevention.catalogue.wanted import GROUPS, Group, Wanted


@dataclass(frozen=True)
class Choice:
    """`number`: the kits that one gets with it as the only value of its group, and all other groups as they are."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    group: Group
    choices: list[Choice]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and what is asked without it; where it is what keeps all out, how many kits that gives."""

    legend: str
    label: str
    without: Wanted
    number: int = 0


@dataclass
class Tally:
    wanted: Wanted
    found: list[Entry] = field(default_factory=list)
    values: dict[str, Counter] = field(default_factory=lambda: {group.name: Counter() for group in GROUPS})
    known: dict[str, set[str]] = field(default_factory=lambda: {group.name: set() for group in GROUPS})
    gained: Counter = field(default_factory=Counter)  # by a group: the kits that only its filters keep out

    @classmethod
    def of(cls, entries: list[Entry], wanted: Wanted) -> "Tally":
        asked = [(name, values) for name, values in wanted.chosen.items() if values]
        traits = [entry.traits() for entry in entries]
        failed = [[name for name, values in asked if values.isdisjoint(has[name])] for has in traits]
        tally = cls(wanted, [entry for entry, out in zip(entries, failed, strict=True) if not out])
        tally.gained.update(out[0] for out in failed if len(out) == 1)
        for name in tally.values:
            tally.known[name].update(*{has[name] for has in traits})
            alike = Counter(has[name] for has, out in zip(traits, failed, strict=True) if not out or out == [name])
            tally._spread(name, alike)
        return tally

    def _spread(self, name: str, alike: Counter[frozenset[str]]) -> None:
        """From what kits have together to each single value: there are few combinations, and many kits."""
        for has, number in alike.items():
            for value in has:
                self.values[name][value] += number

    def facets(self) -> list[Facet]:
        """Each group with the values that any kit of the catalogue has, or that are asked for."""
        facets = [Facet(group, self._choices(group)) for group in GROUPS]
        return [facet for facet in facets if facet.choices]

    def _choices(self, group: Group) -> list[Choice]:
        chosen = self.wanted.chosen.get(group.name, frozenset())
        return [
            Choice(value, label, self.values[group.name][value], value in chosen)
            for value, label in group.options
            if value in self.known[group.name] or value in chosen
        ]

    def chips(self) -> list[Chip]:
        """Each filter that is set, alone."""
        return [
            Chip(str(group.legend), choice.label, self.wanted.without(group.name, [choice.value]))
            for group in GROUPS
            for choice in self._choices(group)
            if choice.is_chosen
        ]

    def wider(self) -> list[Chip]:
        """Where nothing was found: each group of filters that, left out, lets some kits in."""
        return [self._whole(group) for group in GROUPS if self.gained[group.name]]

    def _whole(self, group: Group) -> Chip:
        labels = [str(choice.label) for choice in self._choices(group) if choice.is_chosen]
        without = self.wanted.without(group.name, self.wanted.chosen[group.name])
        return Chip(str(group.legend), _(", ").join(labels), without, len(self.found) + self.gained[group.name])
