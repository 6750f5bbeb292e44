"""An experiment as a visitor meets it: one wording a view, whichever chance draws, and the report that tells of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.test_reach import PHONE, stay
from tests.live import LiveSite
from tests.reach.journals import Recorder

OPEN = "/fr/acheter/norme-affiches/"
WORDS = {
    "a": re.compile("^Janvier 2019"),
    "b": re.compile("Acheter ou non est un choix"),
}


@pytest.fixture
def journal(site: LiveSite) -> Iterator[Recorder]:
    with Recorder(site) as journal:
        yield journal


def shown(page: Page) -> str:
    [letter] = [letter for letter, text in WORDS.items() if page.get_by_role("heading", name=text).count()]
    return letter


def viewed(page: Page, letter: str) -> int:
    """What the report says of a wording."""
    cells = page.locator(".forest-table tbody tr", has=page.locator("th", has_text=letter.upper())).locator("td")
    return int(re.sub(r"\D", "", cells.first.inner_text()))


def test_each_wording_is_seen_on_reloads_and_the_report_counts_view_and_click(site, open_context, sign_in, journal):
    analyst = sign_in("analyst")
    analyst.goto("/admin/results/")
    analyst.locator(".results-campaigns a").first.click()
    analyst.get_by_role("link", name="Exp").filter(has_text=re.compile("Exp[eé]ri")).first.click()
    analyst.get_by_role("link", name="L’avis des gens ou le choix (démonstration)").click()
    before = {letter: viewed(analyst, letter) for letter in WORDS}
    page = open_context(user_agent=PHONE, viewport={"width": 360, "height": 780}).new_page()

    seen = []
    page.goto(OPEN, wait_until="networkidle")
    seen.append(shown(page))
    while len(set(seen)) < 2 and len(seen) < 40:
        page.reload(wait_until="networkidle")
        seen.append(shown(page))
    stay(page)
    for _time in range(2):
        page.locator("main a[href^='tel:']").first.click()
    found = journal.wait_for("cta_call")
    page.wait_for_timeout(500)
    found += journal.new()

    assert set(seen) == set(WORDS)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    views = [event.variant[-1] for event in found if event.kind == "view"]
    assert views == seen
    assert [event.variant[-1:] for event in found if event.kind == "cta_call"] == [seen[-1]]
    site.run("reach_fold")
    analyst.reload()
    assert {letter: viewed(analyst, letter) - before[letter] for letter in WORDS} == {
        letter: seen.count(letter) for letter in WORDS
    }
    assert analyst.locator("svg.forest-plot").is_visible()
