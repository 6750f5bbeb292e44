"""A frame with tabs in the admin: one thing, with a tab for each question about it. A frame's template extends `core/tabs.html`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Tab:
    """`url_name` takes what the frame is about; `permission` is asked of whoever is shown the tab."""

    url_name: str
    label: str
    icon: str
    permission: str = ""

    def is_for(self, user: Any) -> bool:
        return not self.permission or user.has_perm(self.permission)


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
