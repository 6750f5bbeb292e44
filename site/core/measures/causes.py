"""What a page that is served can lead to: rooms say by which mark in its HTML one sees that it can.

No video is played where there is none, and no call is begun where there is no number: what a browser tells of a page is held
against what stands on it.
"""

import re
from dataclasses import dataclass

from core import registry


@dataclass(frozen=True)
class Mark:
    """Where this pattern is found, these indicators can be; without any, the indicator that the pattern's group names."""

    pattern: re.Pattern[str]
    kinds: tuple[str, ...]


def seen_by(pattern: str, *kinds: str) -> Mark:
    return Mark(re.compile(pattern), kinds)


MARKS = registry.Kind[Mark](
    seen_by(r'<a\s[^>]*href="tel:', "cta_call"),
    seen_by(r'<a\s[^>]*href="sms:(?!\?)', "cta_sms"),  # without a number it shares the page
    seen_by(r"<video\b", "video_start", "video_half", "video_end"),
    seen_by(r'<[a-z]+\s[^>]*data-count="(\w+)"'),
    seen_by(r"<main\b", "read_50", "read_90"),
)


def of(html: str) -> set[str]:
    """All that a page can lead to, by what stands on it."""
    found: set[str] = set()
    for mark in MARKS:
        if not mark.kinds:
            found.update(mark.pattern.findall(html))
        elif mark.pattern.search(html):
            found.update(mark.kinds)
    return found
