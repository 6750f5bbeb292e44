"""What is translated together: rooms name sets of texts, such as all that belongs to a campaign."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core import registry
from core.editor.once import once


@dataclass(frozen=True)
class Bundle:
    """Pages, by their translation keys, under a name that the team knows; `snippets` finds the keys of what they show.

    `due` is when they shall be public, where that is still to come or overdue. `needed` is when they begin to be shown: then, and after it at each wave.
    """

    key: str
    label: str
    pages: frozenset[UUID]
    snippets: Callable[[], Iterable[UUID]]
    due: datetime | None = None
    needed: datetime | None = None


Source = Callable[[], list[Bundle]]

# A function that returns bundles, at the cost of a number of queries that does not grow with them.
BUNDLES = registry.Kind[Source]()


@once
def bundles() -> list[Bundle]:
    return [bundle for source in BUNDLES for bundle in source()]


def by_page() -> dict[str, Bundle]:
    """{translation key of a page: what it belongs to}: of several, what is needed first."""
    found = sorted(bundles(), key=lambda bundle: (bundle.needed is None, bundle.needed), reverse=True)
    return {str(key): bundle for bundle in found for key in bundle.pages}
