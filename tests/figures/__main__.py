"""One command for the whole table: `python -m tests.figures [--quick] [--write]`."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django


def say(what: str) -> None:
    """What is being done, beside the table."""
    print(f"… {what}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few minutes: fewer rounds, less growth")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md too")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

    from core.words.catalogues import compile_catalogues
    from tests.figures import growth, load, site, speed, told
    from tests.live import LiveSite

    load.require()
    compile_catalogues()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        say("servers side by side")
        speeds = speed.measure(folder, *((3, 1) if asked.quick else (9, 2)))
        grown = growth.measure(LiveSite(folder / "site", dict(site.ENVIRONMENT)), quick=asked.quick, say=say)
    parts = [f"Measured on {told.machine()}.", told.speeds(speeds), *map(told.growth, grown)]
    text = "\n\n".join(parts)
    print(f"{text}\n\n{(time.monotonic() - started) / 60:.1f} minutes")
    if asked.write:
        told.write(text)


if __name__ == "__main__":
    main()
