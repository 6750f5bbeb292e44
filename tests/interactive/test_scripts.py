"""The scripts are small, and hold nothing by which anything could leave the page or stay behind."""

import re

import pytest

from tests.live import ROOT

SCRIPTS = ["self_check", "dialogue"]
WAYS = r"fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|Image\(|localStorage|sessionStorage|indexedDB|cookie|history\.|location|caches|postMessage|BroadcastChannel|import\b"


# The history is told the number of a screen, and is walked: nothing else.
HISTORY = [
    'history.pushState({ step: at }, "")',
    "history.back()",
    "history.state?.step",
    "history.go(-history.state.step)",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_has_at_most_ten_kilobytes(name):
    assert (ROOT / f"static/js/{name}.js").stat().st_size <= 10 * 1024


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_knows_no_way_out(name):
    script = (ROOT / f"static/js/{name}.js").read_text()
    for known in reversed(HISTORY):
        script = script.replace(known, "")

    assert re.findall(WAYS, script) == []
