"""What a page that is served can lead to: rooms say by which mark in its HTML one sees that it can.

No video is played where there is none, and no call is begun where there is no number: what a browser tells of a page is held
against what stands on it.
"""

import re

_marks: list[tuple[re.Pattern[str], tuple[str, ...]]] = []


def seen_by(mark: str, *kinds: str) -> None:
    """Where this pattern is found, these indicators can be; without any, the indicator that the pattern's group names."""
    _marks.append((re.compile(mark), kinds))


def of(html: str) -> set[str]:
    """All that a page can lead to, by what stands on it."""
    found: set[str] = set()
    for mark, kinds in _marks:
        if not kinds:
            found.update(mark.findall(html))
        elif mark.search(html):
            found.update(kinds)
    return found


seen_by(r'<a\s[^>]*href="tel:', "cta_call")
seen_by(r'<a\s[^>]*href="sms:(?!\?)', "cta_sms")  # without a number it shares the page
seen_by(r"<video\b", "video_start", "video_half", "video_end")
seen_by(r'<[a-z]+\s[^>]*data-count="(\w+)"')
seen_by(r"<main\b", "read_50", "read_90")
