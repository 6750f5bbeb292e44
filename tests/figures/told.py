"""The figures as tables in Markdown, and the machine that they are from."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from tests.figures.growth import Growth
from tests.figures.speed import STOCK, Speeds
from tests.live import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
BASES = ("hello world", "nginx", STOCK)


def machine() -> str:
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) // 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors ({names[0] if names else platform.machine()}), {memory} GB, "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def speeds(found: Speeds) -> str:
    head = ["answer", "a second", *(f"× {base}" for base in BASES), "queries", "bytes", "compressed"]
    rows = []
    for row in found.rows:
        ratios = [_ratio(row.ratio(base)) for base in BASES]
        size = [f"{row.identity:,}", f"{row.packed:,}"]
        rows.append([row.name, f"{row.rate:,.0f}", *ratios, str(row.queries), *size])
    held = ", ".join(f"{name} {size:.0f} MB" for name, size in found.memory.items())
    return f"{table(head, rows)}\n\nMemory of each server after that: {held}."


def growth(found: Growth) -> str:
    """Queries and milliseconds at each size; the last column says how many times as long the largest takes."""
    head = [f"of {found.of}", *(f"{size:,}" for size in found.sizes), "× longer"]
    rows = []
    for what, figures in found.figures.items():
        cells = [f"{taken:.1f} ms" if queries is None else f"{queries} q, {taken:.1f} ms" for queries, taken in figures]
        rows.append([what, *cells, _ratio(figures[-1][1] / figures[0][1])])
    return table(head, rows)


def _ratio(value: float | None) -> str:
    if value is None:
        return "–"
    if value < 0.1:
        return f"{value:.4f}"
    return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table whose columns also stand under each other in a terminal."""
    widths = [max(len(line[column]) for line in [head, *rows]) for column in range(len(head))]
    lines = [[head[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(head[1:], widths[1:], strict=True))]]
    lines.append(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    for row in rows:
        lines.append([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(text: str) -> None:
    """In place of what the document says between its two marks."""
    before, _begin, rest = DOCUMENT.read_text().partition(BEGIN)
    _former, _end, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")
