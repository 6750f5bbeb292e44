"""One process defines an audience, another that runs already serves the page for it, without a restart."""

import urllib.request

import pytest

from tests.live import LiveSite, fresh_database
from tests.outreach.living import SETTINGS

DEFINE = """
from home.models import HomePage
from readerships.models import TeamAudience
from tests import factories
TeamAudience.objects.create(name={name!r}, labels={{"fr": "Un public : {name}"}}, voice="professionals")
factories.standard_page(HomePage.objects.get(), audience={name!r}, slug={name!r})
"""


def voice(site: LiveSite, name: str) -> str:
    with urllib.request.urlopen(f"{site.url}/fr/{name}/", timeout=30) as answer:  # of the test's own server
        return answer.read().decode().partition('<body class="')[2].partition('"')[0]


@pytest.mark.processes
def test_what_one_process_defines_another_knows(tmp_path):
    site = LiveSite(tmp_path, SETTINGS | fresh_database()).prepare()
    site.run("shell", "-v", "0", "-c", DEFINE.format(name="hotels"))
    site.start()
    try:
        before = voice(site, "hotels")  # from here on it knows those that there are
        site.run("shell", "-v", "0", "-c", DEFINE.format(name="clubs"))

        assert (before, voice(site, "clubs")) == ("voice-professionals", "voice-professionals")
    finally:
        site.stop()
