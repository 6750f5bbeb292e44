"""Measures documents in a process of its own: `python -m tests.bench_documents`. Figures to compare, never a test.

A guide of twelve pages with contents, tables, notices, a picture and a code; its limits are 1 s cold and 200 ms warm as a PDF.
Time of the processors is told beside that of the clock, which other work on the machine makes longer.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import django
import pypdfium2

from core.words.catalogues import compile_catalogues
from press.documents.docx.docx import docx
from press.documents.odt.odt import odt
from press.documents.pdf import pdf
from press.documents.slides.pptx import pptx
from tests.bench_press import milliseconds, peak
from tests.press.contents import LANGUAGES
from tests.press.guides import deck, guide

ROUNDS = 3
CHAPTERS = 9


def main() -> None:
    compile_catalogues()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; before the first document {peak():.0f} MB")
    said = guide("fr", CHAPTERS)
    made, *cold = measured(lambda: pdf(said))
    pages = len(pypdfium2.PdfDocument(made))
    print(
        f"first guide of the process, {pages} pages, fonts and template read: {cold[0]:.0f} ms, processors {cold[1]:.0f} ms\n"
    )
    print(f"{'format':10}{'ms, median':>12}{'ms, worst':>12}{'processors':>12}{'again':>12}{'KB':>8}")
    for name, maker in {"pdf": pdf, "odt": odt, "docx": docx}.items():
        report(name, lambda language, number, maker=maker: maker(guide(language, CHAPTERS, version=f"1.{number}")))
    report("pptx", lambda language, number: pptx(deck(language, version=f"1.{number}")))
    print(f"\npeak memory {peak():.0f} MB")


def report(name: str, maker) -> None:
    """Each document has a version of its own, so that it is laid out anew; `again` is the median of the same once more."""
    taken, busy, again, sizes = [], [], [], []
    for number in range(ROUNDS + 1):
        for language in LANGUAGES:
            made, clock, processors = measured(lambda: maker(language, number))  # noqa: B023
            _same, once_more, _processors = measured(lambda: maker(language, number))  # noqa: B023
            if number:  # warm
                taken.append(clock)
                busy.append(processors)
                again.append(once_more)
                sizes.append(len(made))
    told = statistics.median(taken), max(taken), statistics.median(busy), statistics.median(again)
    print(f"{name:10}" + "".join(f"{one:>12.0f}" for one in told) + f"{max(sizes) / 1000:>8.0f}")


def measured(make: Callable[[], bytes]) -> tuple[bytes, float, float]:
    """What was made, and the milliseconds of the clock and of the processors."""
    started, busy = time.perf_counter(), time.process_time()
    made = make()
    return made, milliseconds(started), (time.process_time() - busy) * 1000


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
