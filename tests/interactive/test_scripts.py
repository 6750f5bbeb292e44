"""The scripts are small, and hold nothing by which anything could leave the page or stay behind."""

import re

import pytest

from tests.live import ROOT

SCRIPTS = ["self_check", "dialogue"]
WAYS = r"fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|Image\(|localStorage|sessionStorage|indexedDB|cookie|history\.|location|caches|postMessage|BroadcastChannel|import\b"


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_has_at_most_eight_kilobytes(name):
    assert (ROOT / f"static/js/{name}.js").stat().st_size <= 8 * 1024


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_knows_no_way_out(name):
    assert re.findall(WAYS, (ROOT / f"static/js/{name}.js").read_text()) == []
