"""The launch of a campaign, in short: no visitor is shown an error, and each view is counted. `FAULTS=full` for five minutes."""

import json
import os

import pytest

from tests.load.launch import table
from tests.load.rehearsed_launch import launch

pytestmark = pytest.mark.rehearsal
SECONDS = 300 if os.environ.get("FAULTS") == "full" else 20
AT_ONCE = {"web-a": 0, "nginx": 1000}  # milliseconds; the other node hears of it from the first


@pytest.mark.parametrize("through", ["web-a", "nginx"])
def test_launch_shows_no_error_and_counts_every_view(machine, desks, through):
    run, counted = launch(machine, desks["web-a"], through, SECONDS)

    told = run.summary()
    print(table(run), json.dumps(told), sep="\n")
    assert told["problems"] == {}
    assert counted.agree, counted
    assert told["shown_ms_after_takedown"] <= AT_ONCE[through]
    assert told["old_words_ms_after_change"] < 10_000
    assert told["statuses"].keys() == {"200", "404"}
