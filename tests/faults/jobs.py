"""Kills the worker at its n-th write in a task, lets the next one take it up, and prints what came of it.

`python -m tests.faults.jobs <task> <points>`: at as many writes, spread over all that the task makes; 0 for every one. It runs on a
migrated database, which it copies for each kill; each worker is a process of its own. `operations.schedule.run:<job>` is one periodic job.
"""

import json
import os
import re
import shutil
import signal
import sys
import traceback
from pathlib import Path

import django

django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from tests.faults import periodic  # noqa: E402
from tests.faults.scenarios import SCENARIOS  # noqa: E402

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
VAR = Path(settings.VAR_DIR)
KEPT = VAR.with_name(f"{VAR.name}-kept")


class Place:
    """The database and the folder, which can be put back as they were."""

    def keep(self) -> None:
        connections.close_all()
        shutil.copytree(VAR, KEPT)
        self._copy("kept", "", drop=False)

    def put_back(self) -> None:
        connections.close_all()
        shutil.rmtree(VAR)
        shutil.copytree(KEPT, VAR)
        self._copy("", "kept", drop=True)

    def _copy(self, to: str, source: str, *, drop: bool) -> None:
        """PostgreSQL alone: SQLite's is a file of the folder."""
        if connection.vendor != "postgresql":
            return
        names = {"": settings.DATABASES["default"]["NAME"], "kept": settings.DATABASES["default"]["NAME"] + "_kept"}
        about = {"host": settings.DATABASES["default"]["HOST"], "port": settings.DATABASES["default"]["PORT"] or None}
        with psycopg.connect(
            **about, user=settings.DATABASES["default"]["USER"], dbname="postgres", autocommit=True
        ) as server:
            if drop:
                server.execute(f"DROP DATABASE {names[to]} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {names[to]} TEMPLATE {names[source]}")


def in_child(work) -> int:
    """The status of a process that did this; -9 where it was killed."""
    connections.close_all()
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def worker() -> None:
    call_command("db_worker", batch=True, queue_name="*", verbosity=0, startup_delay=False, worker_id=f"w{os.getpid()}")


def killed_at(write: int, counted: Path | None = None) -> None:
    done = 0

    def count(execute, sql, params, many, context):
        nonlocal done
        result = execute(sql, params, many, context)
        if WRITE.match(str(sql)):
            done += 1
            if done == write:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    connection.execute_wrappers.append(count)
    worker()
    if counted is not None:
        counted.write_text(str(done))


def finish(scenario) -> object:
    """The next worker, what the periodic jobs find later, and one more."""

    def rest() -> None:
        worker()
        scenario.later()
        worker()
        left = list(DBTaskResult.objects.exclude(status="SUCCESSFUL").values_list("status", "task_path", "traceback"))
        told = {"effect": scenario.effect(), "left": left}
        (VAR / "told").write_text(json.dumps(told, default=str))

    assert in_child(rest) == 0
    return json.loads((VAR / "told").read_text())


def main() -> None:
    (name, _, job), points = sys.argv[1].partition(":"), int(sys.argv[2])
    scenario, place = periodic.job(job) if job else SCENARIOS[name], Place()

    def begin() -> None:
        with transaction.atomic():
            scenario.begin()
        for task in DBTaskResult.objects.exclude(task_path=name):
            task.delete()

    assert in_child(begin) == 0
    place.keep()
    assert in_child(lambda: killed_at(0, VAR / "writes")) == 0
    writes = int((VAR / "writes").read_text())
    expected = finish(scenario)
    chosen = (
        range(1, writes + 1)
        if not points
        else sorted({1 + n * (writes - 1) // max(points - 1, 1) for n in range(points)})
    )
    wrong = []
    for number in chosen:
        place.put_back()
        status = in_child(lambda number=number: killed_at(number))
        found = finish(scenario)
        if status != -signal.SIGKILL or found != expected:
            wrong.append({"write": number, "status": status, "found": found})
    shutil.rmtree(KEPT)
    print(json.dumps({"writes": writes, "killed": len(chosen), "expected": expected, "wrong": wrong}))


if __name__ == "__main__":
    main()
