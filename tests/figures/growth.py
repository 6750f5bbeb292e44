"""What an answer costs as pages, languages, codes and counts become more."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench_reach import FILL, READ
from tests.faults.rig import Rig
from tests.live import LiveSite

DAYS, MONTHS, KINDS, CAMPAIGNS = 760, 26, 5, 5
OTHERS = 69  # keys of all dimensions but the page


@dataclass
class Growth:
    """`figures`: {what is asked: [(queries, milliseconds) of each size]}; queries are None where they are not counted."""

    of: str
    sizes: list[int]
    figures: dict[str, list[tuple[int | None, float]]]


def measure(site: LiveSite, *, quick: bool, say: Callable[[str], None]) -> list[Growth]:
    """Each on a copy of the site of its own."""
    most = 3 if quick else 4
    parts = [
        ("pages", f"pages({[10, 100, 1_000, 10_000][:most]})"),
        ("languages", "many_languages()"),
        ("short links", f"codes({[100, 10_000, 1_000_000][: most - 1]})"),
    ]
    found = []
    for name, call in parts:
        say(f"growth: {name}")
        found.append(_in_copy(site, name, call))
    say("growth: counts")
    found.append(_counts([10_000, 100_000, 1_000_000, 10_000_000][:most]))
    return found


def _in_copy(site: LiveSite, name: str, call: str) -> Growth:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copy = site.copy(Path(folder))
        told = copy.run("shell", "-v", "0", "-c", f"from tests.figures.growing import *\n{call}").stdout
    growth = Growth(name, [], {})
    for line in told.splitlines():
        size, figures = json.loads(line)
        growth.sizes.append(size)
        for what, (queries, milliseconds) in figures.items():
            growth.figures.setdefault(what, []).append((queries, milliseconds))
    return growth


def _counts(sizes: list[int]) -> Growth:
    """What a dashboard of one campaign reads, as in tests/bench_reach.py."""
    names = ("a dashboard of 25 months", "a dashboard of 90 days")
    growth = Growth("rows of counts", [], {name: [] for name in names})
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            rig = Rig(Path(folder)).make_tables()
            rig.run("-c", _fill(size))
            rows, *seconds = map(float, rig.run("-c", READ).stdout.split())
        growth.sizes.append(int(rows))
        for name, taken in zip(names, seconds, strict=True):
            growth.figures[name].append((None, taken * 1000))
    return growth


def _fill(size: int) -> str:
    """As many rows as `size`, about: of one campaign and a few days, or of five and 25 months with more pages."""
    campaigns = CAMPAIGNS if size >= 1_000_000 else 1
    periods = DAYS + MONTHS if size > 10_000 else 32
    keys = max(OTHERS + 1, round(size / (campaigns * periods * KINDS)))
    code = FILL.format(pages=max(1, keys - OTHERS))
    code = code.replace("range(1, 6)", f"range(1, {campaigns + 1})")
    return code if size > 10_000 else code.replace("'-759 days'", "'-29 days'")
