"""What `docs/upstream.md` names; `python -m tests.upstream` prints the test files to run once something upstream has moved."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "upstream.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def named_tests() -> set[tuple[str, str]]:
    """(file, test) of each that the page names; no test where it names the whole file."""
    return set(TEST.findall(PAGE.read_text()))


def files() -> list[str]:
    """Those of the browser last: its event loop keeps others from the database."""
    return sorted({file for file, _name in named_tests()}, key=lambda file: ("/browser/" in file, file))


if __name__ == "__main__":
    print(*files())
