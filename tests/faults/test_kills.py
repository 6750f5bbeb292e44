"""Processes killed at random moments: what was acknowledged is counted, and once.

`REACH_KILLS=100` for the full run.
"""

import json
import os

import pytest

pytestmark = pytest.mark.processes

KILLS = int(os.environ.get("REACH_KILLS", "20"))


def test_no_acknowledged_event_is_lost_or_counted_twice(each_rig):
    told = json.loads(each_rig.run("-m", "tests.faults.kills", str(KILLS), "7").stdout)

    print(told)
    assert {name: told[name] for name in ("lost", "twice", "late_beyond", "agree")} == {
        "lost": 0, "twice": 0, "late_beyond": 0, "agree": True,
    }  # fmt: skip
    assert told["late"] > 0
    assert sum(told["killed"].values()) >= KILLS
    assert told["acknowledged"] > 1000
