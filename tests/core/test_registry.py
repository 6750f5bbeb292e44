"""Rooms say what they give, once, and are found by themselves: ours, and one of a package that is installed beside them."""

import subprocess
import sys
from types import ModuleType

import pytest

from core.registry import Kind, Table, rooms
from core.upkeep.periodic import Job, periodic
from tests.live import ROOT
from tests.operations import small_site

APPS = """
from core.registry import Room

class PaperConfig(Room):
    name = "paper"
    verbose_name = "Paper"
"""
ROOM = """
from datetime import timedelta

from core.navigation.slots import PLACES
from core.upkeep import periodic

@periodic.periodic(every=timedelta(days=1), description="Turns a page.")
def turn_a_page():
    return "turned"

GIVES = [
    PLACES["footer_links"](lambda context: "<li>Paper</li>"),
    periodic.JOBS({"turn-a-page": turn_a_page}),
]
"""
ASK = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from core.upkeep.periodic import JOBS
from operations.schedule import register_jobs
from operations.models import JobRecord

call_command("check", fail_level="WARNING")
register_jobs()
print(
    JOBS["turn-a-page"].work(),
    JobRecord.objects.filter(name="turn-a-page").exists(),
    "<li>Paper</li>" in Client(headers={"host": "127.0.0.1"}).get("/fr/").content.decode(),
)
"""


def module(**holds) -> ModuleType:
    made = ModuleType("made")
    vars(made).update(holds)
    return made


def job(name: str) -> Job:
    def work():
        return None

    work.__name__ = name
    return periodic(every=None, description="")(work)


def test_every_app_of_ours_is_a_room():
    ours = {path.parent for folder in ("site", "campaigns", "home") for path in (ROOT / folder).rglob("apps.py")}

    assert {room.path for room in rooms()} == {str(path) for path in ours}


def test_what_is_given_is_there_once_it_is_handed_over_in_order():
    told = []
    kind = Kind("own", taken=told.append)

    gifts = [kind("a", "b"), kind("c")]
    assert list(kind) == ["own"]
    for gift in gifts:
        gift.hand_over()

    assert list(kind) == ["own", "a", "b", "c"]
    assert told == ["a", "b", "c"]


def test_all_of_one_type_are_found_in_a_module():
    table = Table(type=Job)
    one, other = job("look_up"), job("look_down")

    table.of(module(one=one, other=other, again=one, number=3)).hand_over()

    assert table == {"look-up": one, "look-down": other}


def test_name_is_given_once():
    table = Table({"a": 1})
    table({"b": 2}).hand_over()

    with pytest.raises(ValueError, match="two rooms give 'b': 2 and 3"):
        table({"b": 3}).hand_over()

    assert table == {"a": 1, "b": 2}


def test_module_that_few_ask_for_is_imported_when_somebody_does(monkeypatch):
    table, late = Table(type=Job), job("late")
    table.later("made.later").hand_over()
    assert table == {}

    monkeypatch.setitem(sys.modules, "made.later", module(late=late))

    assert table.load() == {"late": late}
    assert table.load() == {"late": late}


@pytest.mark.processes  # apps are loaded once in a process
def test_room_of_an_installed_package_gives_like_ours(tmp_path):
    package = tmp_path / "packages" / "paper"
    package.mkdir(parents=True)
    for name, text in {"__init__": "", "apps": APPS, "room": ROOM}.items():
        (package / f"{name}.py").write_text(text)
    (package.parent / "with_paper.py").write_text(
        "from tests.operations.rig_settings import *\nINSTALLED_APPS = ['paper', *INSTALLED_APPS]\n"
    )
    site = small_site.make(tmp_path / "var")
    environment = site.variables() | {"DJANGO_SETTINGS_MODULE": "with_paper"}
    environment["PYTHONPATH"] += f":{package.parent}"

    ran = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "turned True True"
