"""One command for the whole table: `python -m tests.figures [--quick] [--write]`."""

import argparse
import os
import tempfile
import time
from pathlib import Path

import django


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes: fewer rounds, less growth")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md too")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

    from core.catalogues import compile_catalogues
    from tests.figures import load, speed, told

    load.require()
    compile_catalogues()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        speeds = speed.measure(Path(folder), *((3, 1) if asked.quick else (9, 2)))
    parts = [f"Measured on {told.machine()}.", told.speeds(speeds)]
    text = "\n\n".join(parts)
    print(f"{text}\n\n{(time.monotonic() - started) / 60:.1f} minutes")
    if asked.write:
        told.write(text)


if __name__ == "__main__":
    main()
