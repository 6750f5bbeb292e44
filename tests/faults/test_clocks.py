"""Nodes whose clocks are a day ahead, or some hours behind, beside one that is right, on one PostgreSQL."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tests.faults import nodes
from tests.faults.nodes import ask
from tests.faults.servers import Cluster, wait_until
from tests.live import ROOT, LiveSite
from tests.reach.sending import PHONE

# They touch nothing of the suite's own database: it is there to be copied.
pytestmark = [pytest.mark.django_db, pytest.mark.processes]

HOURS = {"right": 0, "ahead": 31, "behind": -7}  # further than a task of another machine may be silent
OTHERS = [name for name, hours in HOURS.items() if hours]
AHEAD_AT_LEAST = ["ahead", pytest.param("behind", marks=pytest.mark.rehearsal)]  # where each costs many processes
WORK = """
SELECT status, jsonb_array_length(worker_ids) FROM django_tasks_database_dbtaskresult
WHERE task_path = 'operations.schedule.run'
"""
BUILD = """
import json
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Revision
from campaigns.plan.models import PressRun
from home.models import HomePage, StandardPage
from tests import factories
from tests.prevention import kits

home = HomePage.objects.get()
page = factories.standard_page(home, slug="plus-tard", title="Plus tard")
page.unpublish()
revision = StandardPage.objects.get(pk=page.pk).save_revision()
factories.approve(revision)
Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(days=2))
run = PressRun.objects.create(campaign=factories.campaign(), to_do=[], errors=[])
kit = factories.kit(kits.catalogue(home))
print(json.dumps({"scheduled": page.pk, "revision": revision.pk, "run": run.pk, "kit": kit.pk}))
"""


class Node:
    """A machine with a clock of its own: commands, a server, and a console."""

    def __init__(self, site: LiveSite):
        self.site = site
        command = [sys.executable, "-m", "tests.faults.console"]
        self.console = subprocess.Popen(
            command, env=site.variables(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, expression: str):
        self.console.stdin.write(f"{expression}\n")
        self.console.stdin.flush()
        return json.loads(self.console.stdout.readline())

    def doctor(self, check: str) -> dict[str, str]:
        """The first thing that it says."""
        return self(f"vars(next(iter(every()[{check!r}].ask())))")

    def stop(self) -> None:
        self.console.stdin.close()
        self.console.wait(30)
        self.console.stdout.close()
        if self.site.process:
            self.site.stop()


@pytest.fixture(scope="module")
def world(tmp_path_factory, django_db_setup, django_db_blocker):
    cluster = Cluster()
    cluster.start()
    with django_db_blocker.unblock():
        is_same = nodes.fill(cluster, "site")
    about = {
        "DATABASE_URL": f"postgres://postgres@127.0.0.1:{cluster.port}/site",
        "DJANGO_SETTINGS_MODULE": "tests.faults.skewed_settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "CLOCK_HOURS": "0",
    }
    first, _built = nodes.build(tmp_path_factory.mktemp("right"), about | {"NODE_NAME": "right"}, migrated=is_same)
    done = first.run("shell", "-v", "0", "-c", BUILD, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    sites = {"right": first} | {
        name: nodes.beside(first, tmp_path_factory.mktemp(name), NODE_NAME=name, CLOCK_HOURS=str(HOURS[name]))
        for name in OTHERS
    }
    made = SimpleNamespace(
        cluster=cluster,
        nodes={name: Node(site) for name, site in sites.items()},
        **json.loads(done.stdout.splitlines()[-1]),
    )
    try:
        yield made
    finally:
        for node in made.nodes.values():
            node.stop()
        cluster.remove()


@pytest.fixture
def right(world) -> Node:
    return world.nodes["right"]


def query(world, sql: str, *values) -> list[tuple]:
    with world.cluster.connect("site") as connection:
        return connection.execute(sql, values).fetchall()


def change(world, sql: str) -> None:
    with world.cluster.connect("site") as connection:
        connection.execute(sql)


def nothing_due(world) -> None:
    change(world, "UPDATE operations_jobrecord SET due_at = now() + interval '1 day', claimed_at = NULL")
    change(world, "DELETE FROM operations_heartbeat")
    change(world, "DELETE FROM django_tasks_database_dbtaskresult")


def working(world, name: str) -> subprocess.Popen:
    """A worker of that node, which does what waits and ends."""
    command = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--batch", "--no-startup-delay"]
    return subprocess.Popen(command, env=world.nodes[name].site.variables(), cwd=ROOT)


def day_at(name: str) -> date:
    return (datetime.now(UTC) + timedelta(hours=HOURS[name])).astimezone(ZoneInfo("Europe/Paris")).date()


def test_doctor_names_the_clock_that_is_wrong(world):
    said = {name: node.doctor("database-clock") for name, node in world.nodes.items()}

    assert {name: one["level"] for name, one in said.items()} == {
        "right": "ok",
        "ahead": "problem",
        "behind": "problem",
    }
    apart = float(re.search(r"are ([\d.]+) s apart", said["behind"]["said"])[1])
    assert apart == pytest.approx(7 * 3600, abs=60)


@pytest.mark.parametrize("wrong", OTHERS)
def test_run_of_a_job_is_claimed_and_finished_once_whatever_the_clocks_say(world, right, wrong):
    other = world.nodes[wrong]
    right("schedule.register_jobs()")
    for first, second in ((right, other), (other, right)):
        change(world, "UPDATE operations_jobrecord SET due_at = now() - interval '1 minute', claimed_at = NULL")

        claimed = first("schedule.tick()")
        again = second("schedule.tick()"), first("schedule.tick()")
        right("schedule.run.func('measure-tables', '2026-01-01T00:00:00+00:00')")
        change(world, "UPDATE operations_jobrecord SET claimed_at = claimed_at - interval '20 minutes'")

        assert "measure-tables" in claimed
        assert again == ([], [])
        assert "measure-tables" not in second("schedule.tick()") + first("schedule.tick()")
    change(world, "DELETE FROM django_tasks_database_dbtaskresult")


@pytest.mark.parametrize("wrong", OTHERS)
def test_lease_of_work_is_not_taken_by_a_node_whose_clock_is_wrong(world, right, wrong):
    other, claim = world.nodes[wrong], f"PressRun.take({world.run}) is not None"
    make = f"editions._claimed(KitPage.objects.get(pk={world.kit}), 'words') is not None"
    for first, second in ((right, other), (other, right)):
        change(world, "UPDATE plan_pressrun SET moved_at = NULL")
        change(world, "DELETE FROM kits_kitedition")

        held = first(claim), first(make)
        taken = second(claim), second("press_runs.ENGINE.resume()"), second(make), second("editions.ENGINE.resume()")

        assert held == (True, True)
        assert taken == (False, 0, False, 0)
    change(world, "DELETE FROM django_tasks_database_dbtaskresult")


@pytest.mark.parametrize("name", ["right", *AHEAD_AT_LEAST])
def test_worker_at_work_is_alive_to_every_node(world, right, name):
    """Its work is held at the records of jobs; the other nodes share no disk with it."""
    nothing_due(world)
    right("schedule.run.enqueue('measure-tables', '2026-01-01T00:00:00+00:00').id")
    holding = world.cluster.connect("site")
    holding.execute("BEGIN")
    holding.execute("LOCK TABLE operations_jobrecord IN EXCLUSIVE MODE")

    with working(world, name) as worker:
        wait_until(lambda: query(world, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
        taken = {other: node("lost_work.take_back()") for other, node in world.nodes.items() if other != name}
        heard = right.doctor("worker")
        holding.execute("COMMIT")
        holding.close()
        worker.wait(60)

    assert taken == dict.fromkeys(taken, 0)
    assert heard["level"] == "ok", heard
    assert query(world, WORK) == [("SUCCESSFUL", 1)]


@pytest.mark.parametrize("wrong", AHEAD_AT_LEAST)
def test_what_is_scheduled_goes_live_once_and_by_no_machine_whose_clock_is_wrong(world, right, wrong):
    nothing_due(world)
    change(world, f"UPDATE wagtailcore_page SET live = false WHERE id = {world.scheduled}")
    due = "approved_go_live_at = now() - interval '2 days'"
    change(world, f"UPDATE wagtailcore_revision SET {due} WHERE id = {world.revision}")
    outcome = """
    SELECT failed, outcome, due_at < now() + interval '2 minutes' FROM operations_jobrecord WHERE name = 'publish-scheduled'
    """
    logged = "SELECT count(*) FROM wagtailcore_pagelogentry WHERE page_id = %s AND action = 'wagtail.publish.scheduled'"
    ((before,),) = query(world, logged, world.scheduled)
    lives = []

    for name in (wrong, "right", wrong, "right"):
        right("schedule.run.enqueue('publish-scheduled', '2026-01-01T00:00:00+00:00').id")
        with working(world, name) as worker:
            worker.wait(60)
        lives += query(world, "SELECT live FROM wagtailcore_page WHERE id = %s", world.scheduled)
        ((failed, said, is_soon),) = query(world, outcome)
        assert failed is (name == wrong)
        assert is_soon  # for a machine whose clock is right
        assert (f"Not done on {wrong}, whose clock is" in said) is failed

    assert lives == [(False,), (True,), (True,), (True,)]
    assert query(world, logged, world.scheduled) == [(before + 1,)]


def test_counts_of_nodes_with_other_clocks_are_folded_once_each_into_the_day_that_its_clock_tells(world):
    served = {"right": 20, "ahead": 30}
    days = {name: {day_at(name)} for name in served}
    for name, times in served.items():
        site = world.nodes[name].site
        site.start("--no-worker")
        for _ in range(times):
            assert ask(site, "/fr/aide/", **{"User-Agent": PHONE}).status == 200

    counted = "SELECT coalesce(sum(n), 0) FROM reach_cell WHERE kind = 'view'"
    wait_until(lambda: query(world, counted) == [(sum(served.values()),)])
    told = [json.loads(world.nodes[name].site.run("reach_reconcile").stdout) for name in served]
    found = dict(query(world, "SELECT day, sum(n) FROM reach_cell WHERE kind = 'view' GROUP BY day ORDER BY day"))

    for name, times in served.items():
        assert sum(found.get(day, 0) for day in days[name] | {day_at(name)}) == times
    assert {one["aggregates"] + one["rejects"] for one in told} == {told[0]["folded"]}
    assert query(world, counted) == [(sum(served.values()),)]
