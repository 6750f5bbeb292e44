"""A console of a live site that is started once: to start `manage.py` takes seconds of processor, a copy of a process none."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.live import ROOT, LiveSite

COPIES = """
import json, os, sys, traceback
from django.db import connections
for line in sys.stdin:
    code, said = json.loads(line)
    connections.close_all()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            to = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(to, 1)
            os.dup2(to, 2)
            exec(code, {})
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Said:
    status: int
    output: str


class Console:
    """Runs each piece of code in a process of its own, a copy of one that has loaded the site: it may be killed there."""

    def __init__(self, site: LiveSite):
        self.said: Path = site.var / "console.said"
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", COPIES]
        self.process = subprocess.Popen(
            command, env=site.variables(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, code: str, check: bool = True) -> Said:
        print(json.dumps([code, str(self.said)]), file=self.process.stdin, flush=True)
        status = int(self.process.stdout.readline())
        said = Said(status, self.said.read_text())
        assert not (check and status), said
        return said

    def __enter__(self) -> "Console":
        return self

    def __exit__(self, *_error) -> None:
        self.process.communicate(timeout=40)


def execute(site: LiveSite, statement: str) -> list[tuple]:
    """Asked of the database of a site itself, not through Django."""
    if url := site.environment.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as database:
            done = database.execute(statement)
            return done.fetchall() if done.description else []
    with closing(sqlite3.connect(site.var / "db.sqlite3", timeout=20)) as database, database:
        return database.execute(statement).fetchall()
