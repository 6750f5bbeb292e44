"""The site starts and answers without the demonstration: whoever deploys it may leave the folder out."""

import subprocess
import sys

import pytest

from tests.live import ROOT
from tests.operations import small_site

WITHOUT = """
import sys
sys.modules["demo"] = None  # as if its folder were not there

import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.test import Client

assert not apps.is_installed("demo")
call_command("check", fail_level="WARNING")
call_command("makemigrations", check=True, dry_run=True)
print([Client(headers={"host": "127.0.0.1"}).get(path).status_code for path in ("/fr/", "/admin/login/", "/sitemap.xml")])
"""


@pytest.mark.processes  # a process has to begin without it: this one has loaded all
def test_site_answers_without_the_demonstration(tmp_path):
    site = small_site.make(tmp_path / "var")

    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT], env=site.variables(), cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[200, 200, 200]"
