"""A launch whose process is killed in the middle: nothing of it has happened, and the worker does it again."""

import os
import signal
import subprocess
import sys

from tests.live import ROOT, LiveSite

PREPARE = """
from datetime import timedelta
from django.utils import timezone
from campaigns.plan.models import *
campaign = Campaign.objects.get()
Campaign.objects.update(launched_at=None)
Launch.objects.all().delete()
wave = campaign.waves.last()
campaign.waves.filter(pk=wave.pk).update(started_at=None, ended_at=None)
Launch.objects.create(campaign=campaign, wave=wave, action="start", due_at=wave.starts_at)
"""
START = """
import sys
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry
from campaigns.plan import launching
def stop_here(**kwargs):
    print("in the middle", flush=True)
    sys.stdin.read()
if "stop" in sys.argv:
    post_save.connect(stop_here, sender=ModelLogEntry)
launching.run_due()
"""
STATE = """
from campaigns.plan.models import *
print(Campaign.objects.get().launched_at is not None, Wave.objects.exclude(started_at=None).count(), *Launch.objects.order_by("pk").values_list("action", "state"))
"""


def state(site: LiveSite) -> str:
    return site.run("shell", "-v", "0", "-c", STATE).stdout.strip()


def test_launch_that_is_killed_in_the_middle_has_changed_nothing_and_is_done_again(built_site, tmp_path):
    site = built_site.copy(tmp_path)
    site.run("shell", "-v", "0", "-c", PREPARE)
    before = state(site)
    command = [
        sys.executable,
        str(ROOT / "manage.py"),
        "shell",
        "-v",
        "0",
        "-c",
        f"import sys; sys.argv.append('stop')\n{START}",
    ]
    process = subprocess.Popen(
        command, env=site.variables(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    assert process.stdout.readline() == "in the middle\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    killed = state(site)
    site.run("shell", "-v", "0", "-c", START)

    assert before == killed == "False 2 ('start', 'scheduled')"
    assert state(site) == "True 3 ('start', 'done') ('close', 'scheduled')"
