"""`make mutate`: breaks guards one line at a time and lists what no test noticed; `python -m tests.mutate [guard …]`."""

import argparse
import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutate.guards import GUARDS
from tests.mutate.outcomes import Outcome, Told, reasons, report
from tests.mutate.trials import process

AT_ONCE = 2


def tried(guard: str) -> Told:
    """In a process with a folder, and so a database, of its own."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        to = Path(folder) / "outcomes.json"
        ran = process(guard, str(to), folder=folder)
        if not to.exists():
            print(ran.stdout, ran.stderr, file=sys.stderr)
        return read(guard, to)


def read(guard: str, path: Path) -> Told:
    """A line for each control, then for each mutant."""
    told = Told(guard)
    for line in path.read_text().splitlines() if path.exists() else []:
        said = json.loads(line)
        if "control" in said:
            told.controls.append(tuple(said["control"]))
        else:
            told.outcomes.append(Outcome(**said))
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guards", nargs="*", metavar="guard", help=f"all, or some of: {', '.join(GUARDS)}")
    asked = parser.parse_args()
    if unknown := set(asked.guards) - GUARDS.keys():
        parser.error(f"no such guard: {', '.join(sorted(unknown))}")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(tried, asked.guards or GUARDS))
    known = reasons()
    print(report(told, known))
    raise SystemExit(any(guard.fault or guard.unexplained(known) for guard in told))


if __name__ == "__main__":
    main()
