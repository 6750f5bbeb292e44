"""What a site tells whoever watches it: rooms give families of numbers; `operations` serves them.

No label holds a person, an address or anything without a bound.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from core import registry

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

    do_not_call_in_templates = True

    def __call__(self) -> Iterable[Family]:
        return self.give()


SOURCES = registry.Named(Source)


def source(name: str, *, needs_database: bool = False) -> Callable[[Give], Source]:
    """Make a source of a function that gives families each time that somebody looks."""
    return lambda give: Source(name, give, needs_database)


# What a request is counted as: by its path, or by the beginning of it that ends with a slash.
REQUEST_KINDS = registry.Table[str, str](
    {"/static/": "static", "/media/": "file", "/documents/": "file", "/admin/": "admin"}
)
