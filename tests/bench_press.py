"""Measures what is printed and shared, in a process of its own: `python -m tests.bench_press`. Figures to compare, never a test."""

import os
import resource
import statistics
import sys
import time

import django

from core.words.catalogues import compile_catalogues
from press.bilingual import pocket
from press.formats import SHEETS, make
from press.sharing import cards
from press.symbols import qr
from tests.press.bilingual.numbers import greetings, numbers
from tests.press.contents import LANGUAGES, TARGET, content

ROUNDS = 10
PACKS = 5


def main() -> None:
    compile_catalogues()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; before the first sheet {peak():.0f} MB")
    started = time.perf_counter()
    make("poster-a3", content("zh-hans"), TARGET)
    print(f"first sheet of the process, fonts and templates read: {milliseconds(started):.0f} ms\n")
    print(f"{'format':22}{'ms, median':>12}{'ms, worst':>12}{'KB':>8}")
    makers = {key: lambda language, key=key: make(key, content(language), TARGET).data for key in SHEETS}
    makers |= {"card": lambda language: cards.card(content(language)).data, "qr.png": lambda language: qr.png(TARGET)}
    makers |= {"qr.svg": lambda language: qr.svg(TARGET), "qr.pdf": lambda language: qr.pdf(TARGET, language)}
    makers |= {
        "pocket cards": lambda language: pocket.sheet(numbers(language, other(language)), TARGET).data,
        "notice-a5": lambda language: (
            pocket.notice("notice-a5", numbers(language, other(language)), greetings(), TARGET).data
        ),
    }
    for name, maker in makers.items():
        taken, sizes = measured(maker)
        print(f"{name:22}{statistics.median(taken):>12.0f}{max(taken):>12.0f}{max(sizes) / 1000:>8.0f}")
    print()
    for number in range(1, PACKS + 1):
        seconds, files = pack(number)
        print(
            f"pack {number}, 8 languages × all formats: {files} files in {seconds:.1f} s, peak memory {peak():.0f} MB"
        )


def other(language: str) -> str:
    """A second language for what is made in two."""
    return "fr" if language == "ar" else "ar"


def measured(maker) -> tuple[list[float], list[int]]:
    taken, sizes = [], []
    for number in range(ROUNDS * len(LANGUAGES)):
        started = time.perf_counter()
        made = maker(LANGUAGES[number % len(LANGUAGES)])
        if number >= len(LANGUAGES):  # warm
            taken.append(milliseconds(started))
        sizes.append(len(made))
    return taken, sizes


def pack(number: int) -> tuple[float, int]:
    """Each pack has a lead of its own, so that nothing is taken from what was laid out before."""
    started, files = time.perf_counter(), 0
    for language in LANGUAGES:
        said = content(language, lead=f"{content(language).lead} {number}")
        for key in SHEETS:
            make(key, said, TARGET)
            files += 1
        cards.card(said)
        files += 1
    return time.perf_counter() - started, files


def milliseconds(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def peak() -> float:
    """Of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
