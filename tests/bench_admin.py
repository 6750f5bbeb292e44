"""What the team's screens ask of the database, and what they take at the server: on the demonstration, and grown; `make bench PART=admin`.

Figures to compare, never a test. `DATABASE_URL` names a PostgreSQL database beside which it makes its own; without one it is SQLite.
`SHOW=calendar` prints what one screen asks once the site has grown, those of one form together, and the lines that ask.
"""

import json
import os
import tempfile
from pathlib import Path

from tests.live import LiveSite, built_site, drop_databases

Figures = dict[str, dict[str, tuple[int, float]]]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = built_site(Path(folder) / "var")
        try:
            _tell(site, os.environ.get("SHOW", ""))
        finally:
            drop_databases()


def _tell(site: LiveSite, show: str) -> None:
    before = {} if show else _measured(site, show)
    _inside(site, "from tests.scale import grow; grow()")
    after = _measured(site, show)
    print(f"{'person':16}{'screen':24}{'queries':>8}{'ms':>8}{'of many':>10}{'ms':>8}")
    for person, screens in after.items():
        for screen, (queries, milliseconds) in screens.items():
            asked, taken = before.get(person, {}).get(screen, (0, 0))
            print(f"{person:16}{screen:24}{asked:8}{taken:8.0f}{queries:10}{milliseconds:8.0f}")


def _measured(site: LiveSite, show: str) -> Figures:
    *told, figures = _inside(site, f"from tests.admin_screens import measure; measure({show!r})").splitlines()
    print(*told, sep="\n", end="\n" if told else "")
    return json.loads(figures)


def _inside(site: LiveSite, code: str) -> str:
    return site.run("shell", "-v", "0", "-c", code).stdout


if __name__ == "__main__":
    main()
