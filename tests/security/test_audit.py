"""`make audit`: the list of what is installed, and a plain word where nobody can be asked."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from tests import audit
from tests.live import ROOT, free_port

pytestmark = pytest.mark.processes


def test_list_is_written_and_an_audit_that_did_not_take_place_says_so(tmp_path):
    nowhere = f"http://127.0.0.1:{free_port()}"
    proxies = dict.fromkeys(
        ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"), nowhere
    )
    command = [sys.executable, "-m", "tests.audit", str(tmp_path / "sbom.json")]
    environment = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"} | proxies

    result = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert (result.returncode, result.stderr) == (audit.NOT_ASKED, "")
    assert result.stdout.splitlines()[-1] == audit.UNREACHABLE
    assert_lists_what_is_locked(json.loads((tmp_path / "sbom.json").read_text()))


def assert_lists_what_is_locked(sbom: dict) -> None:
    locked = {
        (one["name"], one["version"])
        for one in tomllib.loads((ROOT / "uv.lock").read_text())["package"]
        if "version" in one
    }
    listed = {(one["name"], one["version"]) for one in sbom["components"]}
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    assert listed <= locked
    assert {"django", "wagtail", "granian"} <= {name for name, _version in listed}
    assert {"pytest", "hypothesis"} & {name for name, _version in listed} == set()
