"""A launch whose process is killed in the middle: nothing of it has happened, and the worker does it again."""

import signal

from tests.console import Console

PREPARE = """
from datetime import timedelta
from django.utils import timezone
from campaigns.plan.models import *
campaign = Campaign.objects.get(audience="buyers")
Campaign.objects.filter(pk=campaign.pk).update(launched_at=None, languages=["fr", "ar"])  # each is examined: two cost less than eight
Launch.objects.all().delete()
wave = campaign.waves.last()
campaign.waves.filter(pk=wave.pk).update(started_at=None, ended_at=None)
Launch.objects.create(campaign=campaign, wave=wave, action="start", due_at=wave.starts_at)
"""
KILLED = """
import os, signal
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry
def die(**kwargs):
    print("in the middle", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
post_save.connect(die, sender=ModelLogEntry)
"""
START = """
from campaigns.plan.launch import scheduled
scheduled.run_due()
"""
STATE = """
from campaigns.plan.models import *
campaign = Campaign.objects.get(audience="buyers")
print(campaign.launched_at is not None, campaign.waves.exclude(started_at=None).count(), *campaign.launches.order_by("pk").values_list("action", "state"))
"""
WAKE = """
from django_tasks_db.models import DBTaskResult
launch = Launch.objects.get(state="scheduled")
scheduled._wake_worker(launch)
task = DBTaskResult.objects.latest("enqueued_at")
print(task.run_after == launch.due_at, task.args_kwargs["args"][0])
"""


def test_worker_is_called_for_the_second_at_which_a_start_is_due(built_site, tmp_path):
    with Console(built_site.copy(tmp_path)) as console:
        said = console.run(PREPARE + "from campaigns.plan.launch import scheduled\n" + WAKE).output

    assert said == "True run-launches\n"


def test_launch_that_is_killed_in_the_middle_has_changed_nothing_and_is_done_again(built_site, tmp_path):
    with Console(built_site.copy(tmp_path)) as console:
        console.run(PREPARE)
        before = console.run(STATE).output
        done = console.run(KILLED + START, check=False)
        killed = console.run(STATE).output
        console.run(START)
        after = console.run(STATE).output

    assert (done.status, done.output) == (-signal.SIGKILL, "in the middle\n")
    assert before == killed == "False 2 ('start', 'scheduled')\n"
    assert after == "True 3 ('start', 'done') ('close', 'scheduled')\n"
