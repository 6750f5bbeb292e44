"""A worker killed in each task and each periodic job: the next one takes it up, once, and it comes to what it would have come to.

`make rehearse` does so in every one of them, at every single write.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection, connections

from core.upkeep.periodic import JOBS
from tests.faults.rig import POSTGRES
from tests.live import ROOT
from tests.outreach.living import SETTINGS

pytestmark = pytest.mark.processes

TASKS = {
    "campaigns.plan.sheets.runs.work",
    "campaigns.plan.relay.recall_mails.send",
    "campaigns.plan.sheets.watching.look_again",
    "campaigns.prevention.kits.editions.renew",
    "editorial.board.runs.work",
    "operations.schedule.run",
}
# Begun again as all are; what they do is tested where they are.
NOT_HERE = {
    "campaigns.plan.editions.mails.send": "one mail: at worst it leaves twice",
    "campaigns.plan.editions.mails.send_verification": "one mail: at worst it leaves twice",
    "campaigns.plan.partners.mails.send_all": "takes each mail before it leaves: at worst one is listed as uncertain, and sent again by hand",
    "campaigns.plan.tasks.mails.send": "one mail: at worst it does not leave, and the list of today has what it was about",
    "core.frontend_cache.sending.send": "empties an outbox, row by row",
    "core.renditions.making.make_for": "makes what is missing",
    "core.renditions.making.make_image": "makes what is missing",
    "editorial.signing_in.passwords.mail_link": "one mail: at worst it leaves twice",
    "editorial.signing_in.resetting.tell": "one mail: at worst it leaves twice",
    "demo.rest.make_next": "the demonstration goes on where it was ended",
    "home.newsroom.making.renew": "makes what is missing; who asks for it first makes it, too",
    "press.sharing.share_cards.renew_in_background": "makes the cards whose words are others than drawn",
}
# What is killed at each change: a chain of tasks, and a job that writes to people. `make rehearse` kills in all.
IN_SHORT = {"campaigns.prevention.kits.editions.renew", "remind-of-consents"}
DECLARED = re.compile(r"^@task\(.*\)\ndef (\w+)", re.MULTILINE)
POINTS = 0 if os.environ.get("FAULTS") == "full" else 3


def test_every_task_of_the_project_is_killed_here(db):
    """It asks for the database of the suite, which the others copy."""
    tasks = set()
    for root, folder in ((ROOT / "site", "site"), (ROOT, "campaigns"), (ROOT, "home")):
        for path in (ROOT / folder).rglob("*.py"):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            tasks |= {f"{name}.{task}" for task in DECLARED.findall(path.read_text())}

    assert tasks == TASKS | set(NOT_HERE)


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, tmp_path):
    """The environment of a database of its own, copied from that of the suite, on the same kind of server."""
    var = tmp_path / "var"
    var.mkdir()
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            import sqlite3

            with sqlite3.connect(var / "db.sqlite3") as target:
                connection.connection.backup(target)
            target.close()
            yield {"VAR_DIR": str(var)}
            return
        source, name = connection.settings_dict["NAME"], f"jobs_{os.getpid()}"
        connections.close_all()
    url = os.environ.get("DATABASE_URL", POSTGRES)
    with psycopg.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        yield {"VAR_DIR": str(var), "DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
        for made in (name, f"{name}_kept"):
            server.execute(f"DROP DATABASE IF EXISTS {made} WITH (FORCE)")


def cases(names: Iterable[str]) -> list:
    return [name if name in IN_SHORT else pytest.param(name, marks=pytest.mark.rehearsal) for name in sorted(names)]


@pytest.mark.parametrize("task", cases(TASKS))
def test_task_whose_worker_is_killed_is_done_once_by_the_next(migrated, task):
    kill_in(task, migrated)


def periodic_jobs() -> list:
    return cases(JOBS)


@pytest.mark.parametrize("job", periodic_jobs())
def test_periodic_job_whose_worker_is_killed_ends_well_and_leaves_nothing_twice(migrated, job):
    told = kill_in(f"operations.schedule.run:{job}", migrated)

    assert told["expected"]["effect"][:3] == [True, 0, ""], "it fails where nobody kills it, too"


def kill_in(task: str, migrated: dict[str, str]) -> dict:
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    variables |= SETTINGS | migrated | {"DJANGO_SETTINGS_MODULE": "tests.faults.job_settings", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "tests.faults.jobs", task, str(POINTS)]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, timeout=3600)

    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    print(told)
    assert told["wrong"] == []
    assert told["expected"]["left"] == []
    assert told["killed"] >= min(told["writes"], POINTS or told["writes"]) > 0
    return told
