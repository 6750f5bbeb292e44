"""Rooms say what they give, once, and are found by themselves: ours, and one of a package that is installed beside them."""

import re
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.registry import Kind, Named, Room, Table, rooms
from core.upkeep import doctor
from core.upkeep.periodic import Job, periodic
from operations.monitoring.doctor import every, examine
from tests.live import ROOT
from tests.operations import small_site

FILES = re.findall(
    r"^```\w+\n(?:# |\{# |/\* )(\S+)(?: #\}| \*/)?\n(.*?)^```$",
    (ROOT / "docs/extending.md").read_text(),
    re.MULTILINE | re.DOTALL,
)
TABLES = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command

call_command("makemigrations", "paper", verbosity=0)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
call_command("migrate", verbosity=0)
get_user_model().objects.create_superuser("boss", "boss@example.org", "a long enough password")
"""
SETUP = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from campaigns.plan.models import Campaign
from tests import factories

boss = get_user_model().objects.get(username="boss")
public, admin = (Client(headers={"host": "127.0.0.1"}) for _ in range(2))
admin.force_login(boss)
campaign = Campaign.objects.first() or factories.campaign()
"""
GIVEN = """
from datetime import date
from core.editor.calendar import events
from core.upkeep.doctor import CHECKS
from operations.models import JobRecord
from operations.schedule import register_jobs

call_command("check", fail_level="WARNING")
register_jobs()
tab = admin.get(f"/admin/campaigns/{campaign.pk}/paper/").content.decode()
print(
    '<li><a href="/fr/papier/">Paper</a></li>' in public.get("/fr/").content.decode(),
    JobRecord.objects.filter(name="count-paper").exists(),
    CHECKS.load()["paper"]().said,
    "Paper comes" in [event.title for event in events(boss, date(2026, 1, 1), date(2026, 1, 2))],
    "<p>500 sheets</p>" in tab and 'aria-current="page"' in tab,
)
"""
PAGE = """
from core.publication.sign_off import SignOffError
from home.models import HomePage
from paper.models import PrintingPage
from core.look.voices import palette
from wagtail_localize.models import TranslationSource

home = HomePage.objects.get(locale__language_code="fr")
draft = home.add_child(instance=PrintingPage(title="Papier", slug="papier", live=False, body=[("stock", {"paper": "A3", "sheets": 500})]))
try:
    draft.save_revision().publish()
except SignOffError:
    print("needs approval")
factories.go_live(draft)
shown = public.get("/fr/papier/").content.decode()
print('<body class="voice-printers' in shown, "/paper/voice.css" in shown, '<p class="stock">A3: 500</p>' in shown)
source, _made = TranslationSource.get_or_create_from_instance(PrintingPage.objects.get())
print(sorted(source.stringsegment_set.values_list("string__data", flat=True)))
print(palette("printers").accent)
report = admin.get("/admin/reports/printing/").content.decode()
print("Papier" in report, "Printing" in admin.get("/admin/").content.decode())
"""
ROLE = """
from django.contrib.auth.models import Group
from facts.models import Helpline
from reach.journal.lines import decode, encode
from reach.events import Event
from datetime import date

call_command("roles", verbosity=0)
printer = get_user_model().objects.create_user("printer", "printer@example.org", "a long enough password")
printer.groups.add(Group.objects.get(name="Imprimerie"))
own = Client(headers={"host": "127.0.0.1"})
own.force_login(printer)
tab = f"/admin/campaigns/{campaign.pk}/paper/"
print(own.get(tab).status_code, own.get("/admin/users/").status_code)
print(("printers", "printing houses") in Helpline._meta.get_field("audiences").formfield().choices)
print(decode(encode(Event(date(2026, 1, 1), "view", "printers")).strip()).surface)
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
    table = Named(Job)
    one, other = job("look_up"), job("look_down")

    table.of(module(one=one, other=other, again=one, number=3)).hand_over()

    assert table == {"look-up": one, "look-down": other}


def test_name_is_given_once():
    table = Table({"a": 1})
    table({"b": 2}).hand_over()

    with pytest.raises(ValueError, match=r"'b' is taken by 2: give 3 another name\."):
        table({"b": 3}).hand_over()

    assert table == {"a": 1, "b": 2}


def test_thing_without_a_name_is_refused():
    with pytest.raises(ValueError, match=r"<object object at .*> has no name, by which it is known: give it one\."):
        Named(Job)(object()).hand_over()


def test_module_that_few_ask_for_is_imported_when_somebody_does(tmp_path, monkeypatch):
    table = Named(Job)
    code = "from core.upkeep.periodic import periodic\n@periodic(every=None, description='')\ndef come_late(): pass\n"
    made("gives_late", code, tmp_path, monkeypatch)

    table.later("gives_late.room").hand_over()

    assert (dict(table), "gives_late.room" in sys.modules) == ({}, False)
    assert list(table.load()) == ["come-late"]
    assert list(table.load()) == ["come-late"]


def test_module_that_cannot_be_imported_keeps_nothing_of_others_back(tmp_path, monkeypatch, caplog):
    table = Named(Job)
    made("gives_nothing_more", "import nothing_of_that_name", tmp_path, monkeypatch)
    table.later("gives_nothing_more.room").hand_over()
    table.of(module(one=job("look_up"))).hand_over()

    assert list(table.load()) == ["look-up"]
    assert isinstance(table.broken["gives_nothing_more.room"], ModuleNotFoundError)
    assert "nothing of gives_nothing_more.room is taken" in caplog.text


def installed(folder, files=FILES) -> dict[str, str]:
    """The environment of a small site beside which a package lies."""
    for name, text in files:
        path = folder / "packages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("config.settings", "tests.operations.rig_settings"))
    with (folder / "packages/paper_settings.py").open("a") as settings:
        settings.write('STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]\n')
    (folder / "packages/paper/migrations").mkdir()
    (folder / "packages/paper/migrations/__init__.py").touch()
    site = small_site.make(folder / "var", REQUIRE_SECOND_FACTOR="off")
    environment = site.variables() | {"DJANGO_SETTINGS_MODULE": "paper_settings"}
    return environment | {"PYTHONPATH": f"{environment['PYTHONPATH']}:{folder / 'packages'}"}


def asked(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def beside_ours(tmp_path_factory) -> dict[str, str]:
    """The environment of a site beside which the package of the docs lies, with its tables."""
    environment = installed(tmp_path_factory.mktemp("paper"))
    ran = asked(TABLES, environment)
    assert ran.returncode == 0, ran.stderr
    return environment


def lines(code: str, environment: dict[str, str]) -> list[str]:
    ran = asked(SETUP + code, environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.processes  # apps are loaded once in a process
def test_package_of_the_docs_gives_what_it_says(beside_ours):
    assert lines(GIVEN, beside_ours)[-1] == "True True There is paper. True True"


@pytest.mark.processes
def test_page_type_of_a_package_is_like_any_other(beside_ours):
    """It is approved, shown in its voice, translated with its blocks, reported."""
    assert lines(PAGE, beside_ours) == ["needs approval", "True True True", "['A3', 'Papier']", "#005b5b", "True True"]


@pytest.mark.processes
def test_role_and_audience_of_a_package_are_known_to_all(beside_ours):
    assert lines(ROLE, beside_ours)[-3:] == ["200 302", "True", "printers"]


@pytest.mark.processes
def test_what_a_package_does_wrong_is_told_by_the_checks(tmp_path):
    """A tab without a view; after it, a configuration that is no Room."""
    files = dict(FILES)
    del files["paper/wagtail_hooks.py"]
    environment = installed(tmp_path, files.items())
    check = "import django; django.setup(); from django.core.management import call_command; call_command('check')"

    astray = asked(check, environment).stderr
    apps = tmp_path / "packages/paper/apps.py"
    apps.write_text(apps.read_text().replace("core.registry import Room", "django.apps import AppConfig as Room"))
    no_room = asked(check, environment).stderr

    assert "(core.E009) The tab Paper leads to 'paper_stock', which is no address." in astray
    assert "(core.E008) paper has a module `room`, and its configuration is no Room." in no_room


def made(name: str, text: str | None, folder, monkeypatch) -> Room:
    """The configuration of a room, of a package that is imported from a folder."""
    package = folder / name
    package.mkdir()
    (package / "__init__.py").touch()
    if text is not None:
        (package / "room.py").write_text(text)
    monkeypatch.syspath_prepend(folder)
    return Room(name, import_module(name))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "wrong_{n}.room gives nothing: write its list GIVES"),
        ("GIVES = [len]", "wrong_{n}.room: <built-in function len> is given to nobody: call its kind with it"),
        (
            "from core.upkeep.doctor import CHECKS\nGIVES = [CHECKS.later('wrong_{n}.cheks')]",
            "wrong_{n}.room: there is no module 'wrong_{n}.cheks'.",
        ),
        (
            "from core.navigation.slots import PLACES\nGIVES = [PLACES['foot'](str)]",
            "No slot is called 'foot'; there are start_of_body, skip_links,",
        ),
        (
            "from core.files.media import GUARDS\ndef own(name): pass\nGIVES = [GUARDS({{'press': own}})]",
            "wrong_{n}.room: 'press' is taken by campaigns.plan.sheets.public.is_public: give wrong_{n}.room.own another name.",
        ),
    ],
    ids=["empty", "no gift", "no module", "no slot", "taken"],
)
def test_what_cannot_be_taken_is_told_in_a_sentence(text, said, tmp_path, monkeypatch, request):
    n = request.node.callspec.id.replace(" ", "_")
    room = made(f"wrong_{n}", text.format(n=n), tmp_path, monkeypatch)

    with pytest.raises(ImproperlyConfigured) as refusal:
        room.give()

    assert str(refusal.value).startswith(said.format(n=n))


def test_app_that_gives_nothing_needs_no_module(tmp_path, monkeypatch):
    made("gives_nothing", None, tmp_path, monkeypatch).give()


def test_module_that_cannot_be_read_keeps_no_check_of_others_from_the_doctor(monkeypatch):
    monkeypatch.setitem(doctor.CHECKS.broken, "paper.checks", ModuleNotFoundError("No module named 'ink'"))
    checks = every()

    (found,) = examine({"paper.checks": checks["paper.checks"]})

    assert "disk" in checks
    assert (found.check, found.findings[0].said) == ("paper.checks", "The check itself failed: ModuleNotFoundError.")
