"""A frame with tabs in the admin: one thing, with a tab for each question about it. A frame's template extends `core/tabs.html`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from core import registry


@dataclass(frozen=True)
class Tab:
    """`url_name` takes what the frame is about; `permission` is asked of whoever is shown the tab."""

    url_name: str
    label: str
    icon: str
    permission: str = ""

    def is_for(self, user: Any) -> bool:
        return not self.permission or user.has_perm(self.permission)


FRAMES: list[registry.Kind[Tab]] = []


def frame(*own: Tab) -> registry.Kind[Tab]:
    """The tabs of one frame, to which rooms add theirs."""
    FRAMES.append(registry.Kind(*own))
    return FRAMES[-1]


def astray() -> list[Tab]:
    """The tabs that have no address: one of them would keep its frame from being shown."""
    return [tab for tabs in FRAMES for tab in tabs if not (_leads(tab, 1) or _leads(tab))]


def _leads(tab: Tab, *about: int) -> bool:
    try:
        return bool(reverse(tab.url_name, args=about))
    except NoReverseMatch:
        return False


@dataclass(frozen=True)
class Way:
    """To a tab, as the frame shows it; `waiting` is how many things wait there for somebody."""

    tab: Tab
    address: str
    is_current: bool
    waiting: int = 0


def ways(
    tabs: Iterable[Tab],
    user: Any,
    current: str,
    *about: int,
    query: str = "",
    waiting: Mapping[str, int] | None = None,
) -> list[Way]:
    """Those that this person may see. `current` is the name of one tab, `about` the ids that addresses take, `query` what each keeps."""
    return [
        Way(
            tab,
            reverse(tab.url_name, args=about) + query,
            tab.url_name == current,
            (waiting or {}).get(tab.url_name, 0),
        )
        for tab in tabs
        if tab.is_for(user)
    ]
