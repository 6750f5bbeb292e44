"""The threat model names a test for each measure: each of them exists."""

import re

from tests.live import ROOT


def test_each_test_that_the_threat_model_names_is_there():
    text = (ROOT / "docs" / "threat-model.md").read_text()
    named = re.findall(r"`([a-z_/]+(?:\.py|/))`", text.partition("## Threats")[2].partition("## What is accepted")[0])

    assert len(named) > 30
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
