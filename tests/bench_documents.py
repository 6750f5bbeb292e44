"""Measures documents in a process of its own: `python -m tests.bench_documents`. Figures to compare, never a test.

A guide of twelve pages with contents, tables, notices, a picture and a code; its limits are 1 s cold and 200 ms warm as a PDF.
"""

import os
import statistics
import sys
import time

import django
import pypdfium2

from core.catalogues import compile_catalogues
from press.documents.docx import docx
from press.documents.odt import odt
from press.documents.pdf import pdf
from press.documents.pptx import pptx
from tests.bench_press import milliseconds, peak
from tests.press.contents import LANGUAGES
from tests.press.guides import deck, guide

ROUNDS = 3
CHAPTERS = 9


def main() -> None:
    compile_catalogues()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; before the first document {peak():.0f} MB")
    said = guide("fr", CHAPTERS)
    started = time.perf_counter()
    made = pdf(said)
    cold = milliseconds(started)
    print(
        f"first guide of the process, {len(pypdfium2.PdfDocument(made))} pages, fonts and template read: {cold:.0f} ms\n"
    )
    print(f"{'format':10}{'ms, median':>12}{'ms, worst':>12}{'again':>12}{'KB':>8}")
    for name, maker in {"pdf": pdf, "odt": odt, "docx": docx}.items():
        report(name, lambda language, number, maker=maker: maker(guide(language, CHAPTERS, version=f"1.{number}")))
    report("pptx", lambda language, number: pptx(deck(language, version=f"1.{number}")))
    print(f"\npeak memory {peak():.0f} MB")


def report(name: str, maker) -> None:
    """Each document has a version of its own, so that it is laid out anew; `again` is the median of the same once more."""
    taken, again, sizes = [], [], []
    for number in range(ROUNDS + 1):
        for language in LANGUAGES:
            started = time.perf_counter()
            sizes.append(len(maker(language, number)))
            first = milliseconds(started)
            started = time.perf_counter()
            maker(language, number)
            if number:  # warm
                taken.append(first)
                again.append(milliseconds(started))
    told = statistics.median(taken), max(taken), statistics.median(again)
    print(f"{name:10}" + "".join(f"{one:>12.0f}" for one in told) + f"{max(sizes) / 1000:>8.0f}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
