"""The demonstration from nothing, by its command, and again."""

import contextlib
import json
import os
import sqlite3

import pytest

from tests.console import execute
from tests.live import PASSWORD, LiveSite

LINES = (
    "The site     ",
    "The admin    ",
    "The accounts admin, editor, translator, lawyer, publisher, analyst",
    "The password ",
)


@pytest.fixture
def site(built_site, tmp_path):
    return built_site.copy(tmp_path)


def dump(site) -> dict[str, list[str]]:
    """{table: its rows}, but for what is asked of the worker."""
    if "DATABASE_URL" in site.environment:
        tables, row = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "t::text"
    else:
        tables, row = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage", "*"
    names = [name for (name,) in execute(site, tables) if not name.startswith("django_tasks_database")]
    return {name: sorted(map(str, execute(site, f'SELECT {row} FROM "{name}" t'))) for name in names}


def test_first_run_says_where_the_site_is_and_who_may_enter(built_site):
    assert [line for line in LINES if line not in built_site.output] == []
    assert f"http://127.0.0.1:{built_site.made_for}/fr/" in built_site.output
    assert f"The password {PASSWORD}" in built_site.output


def test_first_run_sends_no_mail(built_site):
    assert "Subject:" not in built_site.output


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="SQLite has one writer at a time, PostgreSQL has many")
def test_static_files_are_made_while_the_content_is_written(site):
    with contextlib.closing(sqlite3.connect(site.var / "db.sqlite3", isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        site.run("serve", "--prepare")


def test_everything_lies_under_var(built_site):
    assert {"static", "demo.env"} <= {path.name for path in built_site.var.iterdir()}


def test_second_run_changes_nothing(site):
    before = dump(site)

    again = site.run("demo", "--no-serve", "--port", str(site.made_for))

    after = dump(site)
    assert len(before["wagtailcore_page"]) > 100
    assert {name: rows for name, rows in before.items() if after[name] != rows} == {}
    assert "Writing" not in again.stdout
    assert PASSWORD not in again.stdout


MADE = """
import json, re
from django.core import mail
from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.models import Site
from campaigns.outreach.cards.destinations import destinations
from campaigns.plan.relay.embedding import iframe
from campaigns.plan.models import Campaign, TrackedLink
from campaigns.plan.sheets.words import LivePages, made_from
from campaigns.prevention.kits.models import KitPage
from core.models import User
from django.conf import settings
from editorial.signing_in.passwords import mail_link

settings.ALLOWED_HOSTS = ["*"]
settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
mail.outbox = []
mail_link.func(User.objects.get(username="admin").pk, "fr")
campaign = Campaign.objects.first()
home = Client().get("/fr/", headers={"host": "127.0.0.1:8456"}).content.decode()
print(json.dumps({
    "site": [Site.objects.get().root_url],
    "codes": [link.url for link in TrackedLink.objects.all()],
    "sheets": [made_from(LivePages(campaign).by_language["fr"][0])["address"]],
    "cards": [place.target("fr").url for place in destinations().values() if "fr" in place.pages],
    "kits": [kit.address for kit in KitPage.objects.live()],
    "banners": re.findall('src="([^"]+)"', iframe(campaign, "fr")),
    "mails": re.findall("https?://[^ \\n]+", mail.outbox[0].body),
    "pages": re.findall('property="og:url" content="([^"]+)"', home),
    "pictures": re.findall('property="og:image" content="([^"]+)"', home),
    "security": re.findall("Canonical: (.+)", Client().get("/.well-known/security.txt").content.decode()),
}))
"""


@pytest.fixture(scope="module")
def moved(built_site, tmp_path_factory) -> tuple[LiveSite, str]:
    """A copy that began again at another port, its accounts gone and no password given; and what it printed."""
    site = built_site.copy(tmp_path_factory.mktemp("moved"))
    execute(site, "UPDATE core_user SET username = 'former ' || username, email = 'former' || email")
    site.environment["DEMO_PASSWORD"] = ""
    return site, site.run("demo", "--no-serve", "--port", "8456").stdout


def test_another_port_is_the_address_of_all_that_is_made(moved):
    site, printed = moved

    made = json.loads(site.run("shell", "-v", "0", "-c", MADE).stdout.splitlines()[-1])
    assert "http://127.0.0.1:8456/fr/" in printed
    assert [kind for kind, addresses in made.items() if not addresses] == []
    assert {
        kind: [one for one in found if not one.startswith("http://127.0.0.1:8456")] for kind, found in made.items()
    } == {kind: [] for kind in made}


def test_random_password_is_printed_where_none_is_given(moved):
    _site, printed = moved

    assert len(printed.rsplit("The password ", 1)[1].strip()) >= 16
    assert "The password is the one" not in printed
