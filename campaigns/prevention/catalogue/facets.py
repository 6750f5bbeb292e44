"""Which kits have all that was asked, and how many one would get by each other filter: one pass over all of them."""

from collections import Counter
from dataclasses import dataclass, field

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
        tally = cls(wanted)
        asked = [(name, values) for name, values in wanted.chosen.items() if values]
        alike: dict[str, Counter] = {group.name: Counter() for group in GROUPS}
        everywhere: dict[str, set[frozenset[str]]] = {group.name: set() for group in GROUPS}
        for entry in entries:
            traits = entry.traits()
            failed = [name for name, values in asked if values.isdisjoint(traits[name])]
            if not failed:
                tally.found.append(entry)
            for name, has in traits.items():
                everywhere[name].add(has)
                if not failed or failed == [name]:
                    alike[name][has] += 1
            if len(failed) == 1:
                tally.gained[failed[0]] += 1
        tally._spread(alike, everywhere)
        return tally

    def _spread(self, alike: dict[str, Counter], everywhere: dict[str, set[frozenset[str]]]) -> None:
        """From what kits have together to each single value: there are few combinations, and many kits."""
        for name, counted in alike.items():
            self.known[name].update(*everywhere[name])
            for has, number in counted.items():
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
            for value, label in group.options.choices
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
        return Chip(str(group.legend), ", ".join(labels), without, len(self.found) + self.gained[group.name])
