"""What the worker makes of the demonstration while one looks around, and that it goes on where it was ended."""

import pytest

from tests.live import LiveSite

pytestmark = pytest.mark.processes

TAKE_AWAY = """
from wagtail.models import Page
from campaigns.plan.models import Campaign
campaign = Campaign.objects.get()
campaign.languages = [code for code in campaign.languages if code != "es"]
campaign.save(update_fields=["languages"])
Page.objects.filter(locale__language_code="es", slug="acheter-est-interdit").update(live=False)
campaign.press_runs.all().delete()
"""
TELL = """
from campaigns.plan.models import Campaign
from home.demo import rest
from wagtail.models import Page
campaign = Campaign.objects.get()
page = Page.objects.get(locale__language_code="es", slug="acheter-est-interdit")
print(len(rest.missing()), "es" in campaign.languages, page.live, campaign.press_runs.count())
"""

ASKED = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.filter(task_path="home.demo.rest.make_next").count())
"""


@pytest.fixture
def site(built_site, tmp_path) -> LiveSite:
    """A site whose Spanish was begun and not ended, and whose sheets nobody ordered."""
    site = built_site.copy(tmp_path)
    site.run("shell", "-v", "0", "-c", TAKE_AWAY)
    yield site
    if site.process:
        site.stop()


def told(site: LiveSite) -> str:
    return site.run("shell", "-v", "0", "-c", TELL).stdout.strip()


def test_what_is_missing_is_made_and_nothing_twice(site):
    assert told(site) == "3 False False 0"

    said = site.run("shell", "-v", "0", "-c", "from home.demo import rest; rest.make_all(print)").stdout

    assert told(site) == "0 True True 2"
    assert [line for line in said.splitlines() if line.endswith((" …", "to come)"))] == [
        "Translating it into Spanish … (2 to come)",
        "Ordering its sheets, in every language …",
    ]


def test_site_is_served_and_the_worker_asked_for_what_is_missing(site):
    site.start(command="demo")

    asked = site.run("shell", "-v", "0", "-c", ASKED).stdout.strip()

    said = (site.var / "serve.log").read_text()
    assert "Still to come, from the worker, while you look around:\n  Translating it into Spanish\n" in said
    assert asked == "1"


def test_nothing_is_asked_of_the_worker_where_all_is_there(built_site, tmp_path):
    site = built_site.copy(tmp_path)

    site.start(command="demo")
    site.stop()

    assert "Still to come" not in (site.var / "serve.log").read_text()
