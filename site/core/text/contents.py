"""The contents of a long page: its headings of the second level, each with a place to go to."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import slugify

HEADING = re.compile(r"<h2(?P<attributes>[^>]*)>(?P<words>.*?)</h2>", re.DOTALL)
ID = re.compile(r"\sid=\"([^\"]+)\"")
LEAST = 4  # of fewer headings nobody needs a list


@dataclass(frozen=True)
class Part:
    """`anchor` is the id of its heading."""

    anchor: str
    title: str


def with_anchors(html: str) -> tuple[str, list[Part]]:
    """The HTML of a page, each of its headings with an id, and what they are; a heading that has one keeps it."""
    parts: list[Part] = []
    taken = set(ID.findall(html))

    def marked(found: re.Match) -> str:
        title = " ".join(unescape(strip_tags(found["words"])).split())
        own = ID.search(found["attributes"])
        anchor = own[1] if own else _free(slugify(title, allow_unicode=True) or "part", taken)
        parts.append(Part(anchor, title))
        return found[0] if own else f'<h2 id="{anchor}"{found["attributes"]}>{found["words"]}</h2>'

    return HEADING.sub(marked, html), parts


def _free(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken.add(anchor)
    return anchor
