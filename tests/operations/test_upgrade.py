"""An upgrade and a roll back, rehearsed with a small site from before the last migrations; tests/operations/make_dump.py made it."""

import json
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.rig import Rig
from tests.live import ROOT

DUMPS = Path(__file__).parent / "dump"
# Migrations that nothing takes back: rolling back over one needs the backup that was made before. Say so in docs/operations.md.
IRREVERSIBLE: list[str] = []


@dataclass
class Upgrading(Rig):
    def variables(self) -> dict[str, str]:
        return super().variables() | {"DJANGO_SETTINGS_MODULE": "tests.operations.upgrade_settings"}

    def unpack(self, kind: str) -> dict:
        """The site of the dump; what was true of it."""
        with tarfile.open(DUMPS / f"{kind}.tar.xz") as archive:
            archive.extractall(self.var, filter="data")
        if self.database_url:
            command = [
                "psql",
                "--quiet",
                "--no-psqlrc",
                "--set=ON_ERROR_STOP=1",
                "-f",
                "postgresql.sql",
                self.database_url,
            ]
            subprocess.run(command, cwd=self.var, check=True, capture_output=True)
        return json.loads((self.var / "said.json").read_text())


@pytest.fixture
def site(make_rig, kind) -> Upgrading:
    rig = make_rig("old")
    return Upgrading(rig.var, rig.database_url)


@pytest.mark.processes
@pytest.mark.parametrize("kind", ["postgresql", pytest.param("sqlite", marks=pytest.mark.rehearsal)], indirect=True)
def test_site_of_the_dump_is_upgraded_and_rolled_back(site, kind, tmp_path):
    said = site.unpack(kind)

    done = subprocess.run(
        [sys.executable, "-m", "tests.operations.rehearsal", str(tmp_path / "before.zip"), *said["statuses"]],
        env=site.variables(), cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    pages = len(said["facts"]["pages"])
    root = said["facts"]["pages"][0]
    root[1] = "Toutes les pages"  # Wagtail's "Root" until then
    after = {"facts": said["facts"], "statuses": said["statuses"], "waiting": 0, "newer": pages}
    assert told["upgraded"] == after
    assert sorted(set(said["statuses"].values())) == [200, 404]
    assert told["reconciled"] is True
    assert told["irreversible"] == IRREVERSIBLE
    assert told["reversed"] == said["facts"]
    assert told["again"] == after
    assert told["rolled back"] is True
    assert told["upgraded once more"] == after
    assert told["restored in place"] == []


def test_dumps_are_small():
    assert sum(path.stat().st_size for path in DUMPS.iterdir()) < 300_000


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_dumps_hold_nobody(kind):
    """Demonstration data alone: each address of a mail is an example's, and nobody has a password."""
    with tarfile.open(DUMPS / f"{kind}.tar.xz") as archive:
        content = b"".join(
            archive.extractfile(one).read() for one in archive if one.name.startswith(("db", "postgresql"))
        )

    assert b"md5$" not in content
    assert content.count(b"@example.org") >= 8
