"""One process defines an audience, another serves the page for it and counts it, without a restart."""

import pytest

from tests.live import LiveSite

DEFINE = """
from readerships.models import TeamAudience
TeamAudience.objects.create(name="clubs", labels={"fr": "clubs"}, voice="professionals")
"""
ASK = """
import subprocess, sys
from core import audiences
print([audiences.find("clubs") is None])
subprocess.run([sys.executable, "manage.py", "shell", "-v", "0", "-c", %r], check=True)
print([audiences.find("clubs").voice, "clubs" in dict(audiences.offered())])
"""


@pytest.mark.processes
def test_what_one_process_defines_another_knows_at_once(tmp_path):
    site = LiveSite(tmp_path).prepare()

    told = site.run("shell", "-v", "0", "-c", ASK % DEFINE).stdout.splitlines()

    assert told == ["[True]", "['professionals', True]"]
