"""What a site tells whoever watches it: rooms give families of numbers in a module `metric_families`; `operations` serves them.

No label holds a person, an address or anything without a bound.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["counter", "gauge", "histogram"]
Labels = dict[str, str]


@dataclass
class Family:
    """`samples` are (suffix, labels, value); the suffix is empty but for the parts of a histogram."""

    name: str
    help: str
    kind: Kind = "gauge"
    samples: list[tuple[str, Labels, float]] = field(default_factory=list)

    def add(self, value: float, suffix: str = "", /, **labels: str) -> "Family":
        self.samples.append((suffix, labels, value))
        return self


Give = Callable[[], Iterable[Family]]


@dataclass(frozen=True)
class Source:
    name: str
    give: Give
    needs_database: bool


SOURCES: dict[str, Source] = {}


def source(name: str, *, needs_database: bool = False) -> Callable[[Give], Give]:
    """Decorate a function that gives families each time that somebody looks."""

    def register(give: Give) -> Give:
        if name in SOURCES:
            raise ValueError(f"two sources of metrics are called {name}")
        SOURCES[name] = Source(name, give, needs_database)
        return give

    return register


# What a request is counted as that no room has marked: by its path, or by the beginning of it that ends with a slash.
REQUEST_KINDS: dict[str, str] = {"/static/": "static", "/media/": "file", "/documents/": "file", "/admin/": "admin"}


def request_kind(path: str, kind: str) -> None:
    """For a room to say, when it is loaded, what the requests to its addresses are."""
    REQUEST_KINDS[path] = kind
