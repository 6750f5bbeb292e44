"""Measures the films of a campaign: `python -m tests.bench_films [language…]`. Figures to compare, never a test."""

import os
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

import django

from core.words.catalogues import compile_catalogues

PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Children:
    """The most memory that a process begun by this one has taken, looked at ten times a second."""

    def __init__(self):
        self.peak, self.over = 0.0, Event()
        self.thread = Thread(target=self.watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()

    def watch(self) -> None:
        while not self.over.wait(0.1):
            of_main = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            self.peak = max([self.peak, *map(peak, of_main)])


def peak(pid: str = "self") -> float:
    """Of a process so far, in MB; 0 where it has ended."""
    try:
        found = PEAK.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


def main(languages: Iterable[str]) -> None:
    # What knows words and themes is read once Django is set up.
    from press.films.formats import FILMS
    from press.formats import make
    from tests.press.contents import LANGUAGES, TARGET
    from tests.press.films.contents import film

    compile_catalogues()
    started, size, number = time.perf_counter(), 0, 0
    with Children() as children:
        for language in languages or LANGUAGES:
            for key in FILMS:
                before = time.perf_counter()
                made = make(key, film("message", language), TARGET)
                size, number = size + len(made.data) + len(made.poster), number + 1
                print(f"{language:8}{key:16}{time.perf_counter() - before:6.1f} s{len(made.data) / 1000:8.0f} KB")
    taken = time.perf_counter() - started
    print(
        f"{number} films in {taken:.0f} s, {size / 1e6:.1f} MB; the worker {peak():.0f} MB, an encoder {children.peak:.0f} MB"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(sys.argv[1:])
