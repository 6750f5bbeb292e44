"""Another State puts one folder in the place of `site/country`, and the site is its own."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.country import COUNTRY, country
from tests.live import ROOT
from tests.operations import small_site

ASK = """
import django
django.setup()
from datetime import UTC, datetime
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone, translation
from campaigns.plan.launch.scheduled import promise
from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.search.addresses import Address
from campaigns.outreach.directory.search.places import Places, drawn
from campaigns.outreach.directory.sheets import cells
from campaigns.prevention.kits.models import KitPage
from core.models.licence import address_of
from home.models import AccessibilityPage
from reach.journal.lines import bucket_of
from wagtail.models import Task, Workflow

call_command("check", fail_level="WARNING")
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
call_command("roles", verbosity=0)
translation.activate("en")
fault = " ".join(render_to_string("500.html", {"direction": "ltr"}).split())
night = datetime(2026, 1, 1, 12, tzinfo=UTC)
print("---")
print(fault[fault.index('<a href="tel'):fault.index(" </p> </main>")])
print(bucket_of(True, night), promise(night, 0))
print(sorted(Group.objects.filter(name__in=["Writers", "Jurists", "Publishers"]).values_list("name", flat=True)))
print([task.name for task in Workflow.objects.get(name="Approval").tasks])
print(AccessibilityPage(status="none").declared)
places = Places(Address("", ""), ())
print([(str(heading), [place.name for place in group]) for heading, group in places.groups])
print([place.code for place in places.mainland], "around-paris" in drawn(places, "en"), Entry(territory="W").territory_name)
kit = KitPage(levels=["one", "adults"])
print(kit.level_names, kit.get_licence_display(), address_of(kit.licence))
print(cells.postcode("12 34"), cells.territory("e"), cells.telephone("555 1234"))
"""


@pytest.mark.processes  # a process has one country
def test_site_of_another_country_is_its_own(tmp_path):
    site = small_site.make(tmp_path / "var")
    environment = site.variables()
    second = ROOT / "tests/country/second"
    environment["PYTHONPATH"] = f"{second}:{environment['PYTHONPATH']}"

    ran = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.partition("---\n")[2].splitlines() == [
        '<a href="tel:000">000</a> · <a href="sms:001">001</a> (by SMS)',
        "2026-01-02 It starts by itself on 2 Jan 2026, 01:45, island time, and everything is checked again at that minute.",
        "['Jurists', 'Publishers', 'Writers']",
        "['Law', 'Release']",
        "This site is not compliant by the island's rules.",
        "[('Islands', ['East', 'West'])]",
        "['E', 'W'] False West",
        "['the one school', 'adult groups'] Licence of the islands https://example.org/licence",
        "1234 E 555 1234",
    ]


@pytest.mark.parametrize("number", [0, 2])
def test_site_has_one_country(number, monkeypatch):
    given = COUNTRY * number
    monkeypatch.setattr("core.country.COUNTRY", given)

    with pytest.raises(ImproperlyConfigured, match=f"here are {number}"):
        country()
