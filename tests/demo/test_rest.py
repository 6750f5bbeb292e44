"""What the worker makes of the demonstration while one looks around, and that it goes on where it was ended."""

import os
import signal
import socket
from collections.abc import Iterator

import pytest

from tests.console import Console, execute
from tests.live import LiveSite

pytestmark = pytest.mark.processes

TAKE_AWAY = """
from wagtail.models import Page
from campaigns.plan.models import Campaign
campaign = Campaign.objects.get(audience="buyers")
campaign.languages = [code for code in campaign.languages if code != "es"]
campaign.save(update_fields=["languages"])
Page.objects.filter(locale__language_code="es", slug="acheter-est-interdit").update(live=False)
campaign.press_runs.all().delete()
"""
TELL = """
from campaigns.plan.models import Campaign
from demo import rest
from wagtail.models import Page
campaign = Campaign.objects.get(audience="buyers")
page = Page.objects.get(locale__language_code="es", slug="acheter-est-interdit")
print(len(rest.missing()), "es" in campaign.languages, page.live, campaign.press_runs.count())
"""

MAKE = """
from demo import rest
rest.make_all(print)
"""
ASKED = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE task_path = 'demo.rest.make_next'"


@pytest.fixture
def site(built_site, tmp_path) -> LiveSite:
    """A copy whose address stays the one that all in it was made for, wherever it is served."""
    site = built_site.copy(tmp_path)
    site.environment["BASE_URL"] = f"http://127.0.0.1:{site.made_for}"
    yield site
    if site.process:
        for pid in (*site.children().values(), site.process.pid):
            os.killpg(pid, signal.SIGKILL)  # the worker would first end what it was asked for
        site.process.wait()


@pytest.fixture
def console(site) -> Iterator[Console]:
    """Of a site whose Spanish was begun and not ended, and whose sheets nobody ordered."""
    with Console(site) as console:
        console.run(TAKE_AWAY)
        yield console


def test_what_is_missing_is_made_and_nothing_twice(console):
    before = console.run(TELL).output

    said = console.run(MAKE).output

    assert before == "3 False False 0\n"
    assert console.run(TELL).output == "0 True True 3\n"
    assert [line for line in said.splitlines() if line.endswith((" …", "to come)"))] == [
        "Translating it into Spanish … (2 to come)",
        "Ordering its sheets, in every language …",
    ]


def test_site_is_served_and_the_worker_asked_for_what_is_missing(site, console):
    site.start(command="demo")

    asked = execute(site, ASKED)

    said = (site.var / "serve.log").read_text()
    assert "Still to come, from the worker, while you look around:\n  Translating it into Spanish\n" in said
    assert asked == [(1,)]


def test_nothing_is_asked_of_the_worker_where_all_is_there(site):
    """It comes as far as serving, where another has the port: to serve it all is what the test above does."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = site.run("demo", "--port", str(taken.getsockname()[1]), check=False)

    assert "Choose another with --port" in done.stderr
    assert "The accounts admin" in done.stdout
    assert "Still to come" not in done.stdout
    assert execute(site, ASKED) == [(0,)]
