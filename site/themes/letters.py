"""A Chinese statement in the heavy face: a script of thousands of letters, so a file holds those of one statement alone.

Its address names the letters, signed, since each file is cut when it is asked for: nobody else has any cut. Nothing is looked up, and a draft has one too.
"""

import base64
import io
import re
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

# Of the letters of GB 2312, cut from its package by `make faces`.
KEPT = Path(__file__).with_name("poster-chinese.woff2")
NAME = re.compile(r"([A-Za-z0-9_-]+)\.([0-9a-f]{16})")
HELD = 256  # files of 1 to 15 KB that a process holds


def of(text: str) -> str:
    """The letters of a Chinese text, each once, in their order; empty for another, and where one would be of another face."""
    found = "".join(sorted({one for one in text if one >= " "}))
    is_chinese = any("\u4e00" <= one <= "\u9fff" for one in found)
    return found if is_chinese and all(map(is_kept, found)) else ""


def is_kept(letter: str) -> bool:
    """Whether the kept face has it: told by its rule, since reading the face takes half a second and 28 MB."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return letter == "\xa0"
    return letter >= " " and letter != "\x7f"


def stylesheet(found: str) -> str:
    """The address of what leads to the file of letters."""
    return reverse("theme_letters", args=[_named(found), "css"])


def file(found: str) -> str:
    return reverse("theme_letters", args=[_named(found), "woff2"])


def read(name: str) -> str:
    """The letters that an address names; empty where that is none of ours."""
    told = NAME.fullmatch(name)
    if not told or not constant_time_compare(told[2], _signature(told[1])):
        return ""
    return base64.urlsafe_b64decode(told[1] + "=" * (-len(told[1]) % 4)).decode("utf-16-be")


def css(found: str) -> str:
    letters = ",".join(f"U+{ord(one):X}" for one in found)
    return f'@font-face{{font-family:"Campaign Poster";font-weight:400 900;font-display:swap;src:url("{file(found)}")format("woff2");unicode-range:{letters}}}'


@lru_cache(HELD)
def cut(found: str) -> bytes:
    """A WOFF2 of these letters; some 80 ms."""
    from fontTools import subset  # 28 MB, where somebody reads Chinese
    from fontTools.ttLib import TTFont

    font = TTFont(KEPT, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], hinting=False, flavor="woff2"))
    cutter.populate(text=found)
    cutter.subset(font)
    made = io.BytesIO()
    font.flavor = "woff2"
    font.save(made)
    return made.getvalue()


def _named(found: str) -> str:
    name = base64.urlsafe_b64encode(found.encode("utf-16-be")).decode().rstrip("=")
    return f"{name}.{_signature(name)}"


@cache
def _version() -> str:
    return sha256(KEPT.read_bytes()).hexdigest()


def _signature(name: str) -> str:
    """Of the kept face too: from another, the file has another address."""
    return salted_hmac("themes.letters", f"{_version()} {name}", algorithm="sha256").hexdigest()[:16]
