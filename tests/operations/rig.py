"""A small site of its own, in processes that may be killed: a folder, a database, files, and the commands of backups."""

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults.rig import COMMAND, Rig
from tests.live import ROOT

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OTHER_KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY="
ROW = "INSERT INTO auth_group (id, name) VALUES (1, 'éditeurs')"
COMMANDS = (
    "import json, sys, django; django.setup(); from django.core.management import call_command\n"
    "for command in json.loads(sys.argv[1]): call_command(*command)"
)
SESSION = "INSERT INTO django_session VALUES ('a', 'b', '2030-01-01 00:00:00')"


@dataclass
class BackupRig(Rig):
    extra: dict[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        module = {"DJANGO_SETTINGS_MODULE": "tests.operations.backup_settings"}
        return super().variables() | module | self.extra

    @property
    def backups(self) -> Path:
        return self.var.parent / f"{self.var.name}-backups"

    def call(self, *arguments: str, check: bool = True, **how) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *map(str, arguments)],
            env=self.variables(), cwd=ROOT, capture_output=True, text=True, timeout=120, **how,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done

    def calls(self, *commands: tuple) -> list[dict]:
        """What each of several commands prints, which one process runs, one after the other."""
        said = json.dumps([[str(part) for part in command] for command in commands])
        return [json.loads(line) for line in self.run("-c", COMMANDS, said).stdout.splitlines()]

    def begin(self, *arguments: str) -> subprocess.Popen:
        return self.start("-c", COMMAND, *map(str, arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def refused(self, *arguments: str, **how) -> str:
        """The one sentence with which a command refuses."""
        done = self.call(*arguments, check=False, **how)
        assert done.returncode, done.stdout
        return done.stderr.strip().splitlines()[-1]

    def backup(self, *arguments: str) -> dict:
        return json.loads(self.call("backup", self.backups, *arguments).stdout)

    def restore(self, file: Path | str, *arguments: str) -> dict:
        return json.loads(self.call("restore", file, *arguments).stdout)

    def fill(self) -> "BackupRig":
        """Tables, a row, a session, and three files."""
        self.var.mkdir(exist_ok=True)
        self.call("migrate", "--verbosity=0")
        self.execute(ROW)
        self.execute(SESSION)
        for name, content in FILES.items():
            path = self.var / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return self

    def execute(self, statement: str) -> list[tuple]:
        if self.database_url:
            with closing(psycopg.connect(self.database_url, autocommit=True)) as database:
                done = database.execute(statement)
                return done.fetchall() if done.description else []
        import sqlite3

        with closing(sqlite3.connect(self.var / "db.sqlite3")) as database, database:
            return database.execute(statement).fetchall()

    def groups(self) -> list[str]:
        return [name for (name,) in self.execute("SELECT name FROM auth_group ORDER BY name")]

    def sessions(self) -> int:
        return self.execute("SELECT count(*) FROM django_session")[0][0]

    def files(self) -> dict[str, bytes]:
        folders = ("media", "private")
        return {
            str(path.relative_to(self.var)): path.read_bytes()
            for folder in folders
            for path in sorted((self.var / folder).rglob("*"))
            if path.is_file()
        }


FILES = {
    "media/images/été.jpg": bytes(range(256)) * 40,
    "media/empty.mp4": b"",
    "private/testimonies/sealed": b"secret" * 100,
}
