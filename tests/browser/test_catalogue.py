"""The catalogue of kits in a real browser, without JavaScript and by keyboard, in French and in Arabic."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.live import LiveSite
from tests.prevention.living_catalogue import built

FR, AR = "/fr/dossiers/", "/ar/dossiers/"


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[LiveSite]:
    site = built(tmp_path_factory.mktemp("kits"))
    site.start("--no-worker")  # the files of its kits are what the test says they are
    yield site
    site.stop()


@pytest.fixture
def plain(open_context) -> Page:
    """A page of a browser without JavaScript."""
    return open_context(java_script_enabled=False, locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()


def titles(page: Page) -> list[str]:
    return page.locator(".kit-card h3").all_inner_texts()


def test_filters_give_as_many_kits_as_they_say_and_an_address_to_share(plain, site):
    plain.goto(FR)
    row = plain.locator(".catalogue-filters label", has=plain.locator("[value=law]"))
    number = int(re.search(r"\d+", row.locator(".number").inner_text())[0])
    row.click()
    follow(plain.locator(".catalogue-filters button"))

    assert len(titles(plain)) == number == 2
    assert plain.url.startswith(f"{site.url}{FR}?theme=law")
    shared = plain.url
    follow(plain.locator(".catalogue-chips a").first)
    assert len(titles(plain)) == 7
    plain.goto(shared)
    assert len(titles(plain)) == 2


def test_language_is_a_filter_that_gives_as_many_kits_as_it_says_and_keeps_the_others(plain, site):
    plain.goto(f"{FR}?theme=images&theme=help")
    row = plain.locator(".catalogue-languages li", has=plain.locator("[hreflang=ar]"))
    number = int(re.search(r"\d+", row.locator(".number").inner_text())[0])
    follow(row.locator("a"))

    assert plain.url == f"{site.url}{AR}?theme=images&theme=help#kits"
    assert len(titles(plain)) == number == 2
    assert plain.locator(".catalogue-filters input:checked").count() == 2


def test_words_are_found_inside_and_stand_in_no_address(plain, site):
    addresses = []
    plain.on("framenavigated", lambda frame: addresses.append(frame.url))
    plain.goto(FR)

    plain.locator("#words").fill("manteau jaune")
    plain.locator("#words").press("Enter")

    expect(plain.locator(".kit-card h3")).to_have_text(["La loi de 2016 en une séance"])
    assert addresses == [f"{site.url}{FR}", f"{site.url}{FR}#kits"]


def test_keyboard_alone_filters_on_a_wide_screen(open_context):
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(FR)

    page.locator("#words").focus()
    for _press in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "level"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=6e**")

    assert sorted(titles(page)) == ["Le consentement, ça s’apprend", "Stéréotypes de genre et publicité"]


def test_keyboard_alone_opens_the_filters_on_a_phone(phone):
    phone.goto(FR)
    assert not phone.locator("[name=level]").first.is_visible()

    phone.locator(".catalogue-filters summary").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")

    assert phone.evaluate("document.activeElement.name") == "level"


def test_nothing_found_leads_to_what_there_is(plain):
    plain.goto(f"{FR}?level=6e&theme=law")

    assert titles(plain) == []
    follow(plain.locator(".catalogue-nothing li a").first)
    assert len(titles(plain)) > 0


def test_kit_tells_portals_without_breaking_the_policy(open_context, site):
    """A block of data is no script: the browser would complain, and `open_context` would fail."""
    page = open_context().new_page()
    page.goto(FR)
    follow(page.locator(".kit-card h3 a").first)

    kinds = page.locator("script[type='application/ld+json']").all_text_contents()
    assert ["LearningResource" in kind for kind in kinds] == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [FR, AR])
def test_axe_finds_nothing(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    found = {}
    for query in ("", "?level=3e&theme=help&sort=title", "?level=6e&theme=spotting"):
        page.goto(f"{address}{query}")
        found[query] = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]

    assert found == {query: [] for query in found}


@pytest.mark.parametrize("address", [FR, AR])
def test_narrowest_screen_needs_no_sideways_scrolling_and_targets_are_large(phone, address):
    phone.goto(f"{address}?level=3e&level=lycee")
    phone.locator(".catalogue-filters summary").click()
    targets = phone.locator(
        "main :is(summary, button, select, input:not([type=hidden], [type=checkbox]), fieldset label, .catalogue-languages a, .catalogue-chips a, .elsewhere a, .catalogue-feed a)"
    )

    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    assert [box for box in (one.bounding_box() for one in targets.all()) if box["height"] < 44] == []
