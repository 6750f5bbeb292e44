"""What the nginx of deploy/ does by itself, as it runs: no node of the site is needed to see it."""

import re

import pytest

from config import logs
from tests.deploy.asking import ask
from tests.deploy.front import fronting
from tests.live import ROOT

GROUP = re.search(r"\((.+?)\)", logs.SECRET.pattern)[1]
PLACES = GROUP.split("|")  # of addresses that are secrets
CANARY = "c4n4ry-0f-s0me-length"


@pytest.fixture
def front(installed, tmp_path):
    with fronting(tmp_path) as front:
        yield front


def test_log_holds_no_address_that_the_application_hides(front):
    addresses = [
        f"{before}/{place}/{CANARY}{after}" for place in PLACES for before, after in (("", ""), ("/fr", "/4/"))
    ]

    for address in (*addresses, f"/admin/{CANARY}/", "/fr/la-loi/"):
        assert ask(front.url, address).status == 200

    assert [logs.hidden(address) for address in addresses if CANARY in logs.hidden(address)] == []
    assert [line.split()[2] for line in front.logged().splitlines()] == ["/fr/la-loi/"]


def test_operators_are_told_of_the_same_addresses():
    told = re.findall(r"~/\((.+?)\)/ 0;", (ROOT / "docs" / "operations.md").read_text())

    assert told == [GROUP]
