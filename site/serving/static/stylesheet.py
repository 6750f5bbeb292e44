"""Stylesheets as one text each: pages link to the site's, a page that is seen once carries its own inside."""

import base64
import hashlib
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

IMPORT = re.compile(r'@import url\("(?P<part>[^"]+)"\) layer\((?P<layer>[a-z.]+)\);')


@dataclass(frozen=True)
class Carried:
    """A stylesheet inside a page, and the source by which a content security policy allows just this text."""

    css: str
    source: str


@cache
def carried(name: str) -> Carried:
    """The stylesheet of this name below the static files, as in `css/landing.css`."""
    return as_carried(join(name))


def as_carried(css: str) -> Carried:
    digest = hashlib.sha256(css.encode()).digest()
    return Carried(css, f"'sha256-{base64.b64encode(digest).decode()}'")


def join(name: str) -> str:
    """The text of a stylesheet with each `@import url("x.css") layer(y);` replaced by `@layer y { … }`.

    Each part is found by itself, since an operator's folder may replace one alone.
    """

    def part(match: re.Match[str]) -> str:
        text = _written(posixpath.normpath(posixpath.join(posixpath.dirname(name), match["part"]))).strip()
        return f"@layer {match['layer']} {{\n{text}\n}}"

    return _minify(IMPORT.sub(part, _written(name)))


def _written(name: str) -> str:
    return Path(finders.find(name)).read_text()


def _minify(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", css).strip() + "\n"
