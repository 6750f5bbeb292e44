"""A kit in a real browser: read and downloaded without JavaScript, on a narrow phone, from the right in Arabic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.live import LiveSite
from tests.prevention.living_catalogue import built

FR, AR = "/fr/dossiers/dossier-1/", "/ar/dossiers/dossier-1/"
FORMER = f"{FR}versions/1/"
SLIDES = f"{FR}slides/"


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[LiveSite]:
    site = built(tmp_path_factory.mktemp("kit"))
    site.start("--no-worker")  # the files of its kits are what the test says they are
    yield site
    site.stop()


@pytest.fixture
def plain(open_context) -> Page:
    """A page of a browser without JavaScript."""
    return open_context(java_script_enabled=False, locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()


def unfold(page: Page) -> None:
    for summary in page.locator("main details > summary").all():
        summary.click()


@pytest.mark.parametrize("address", [FR, AR, FORMER])
def test_every_file_is_downloaded_without_javascript(plain, address):
    plain.goto(address)
    links = plain.locator(".kit-files a[download]")
    assert links.count() == (3 if address == AR else 4)

    for link in links.all():
        with plain.expect_download() as download:
            link.click()
        assert Path(download.value.path()).read_bytes() == b"fake"


def test_kit_is_read_whole_without_javascript(plain):
    plain.goto(FR)
    unfold(plain)

    for part in (".kit-glance", ".kit-safety", ".kit table", ".activities > li", ".kit-sheet table", ".kit-slide"):
        expect(plain.locator(part).first).to_be_visible()
    assert plain.locator("main form, main button").count() == 0


def test_former_version_says_that_there_is_a_newer_one_and_leads_to_it(plain, site):
    plain.goto(FORMER)

    plain.locator(f"main a[href='{FR}']").first.click()

    assert plain.url == f"{site.url}{FR}"


def test_slides_are_read_as_a_list_without_javascript(plain):
    plain.goto(SLIDES)

    expect(plain.locator("[data-slide] h3").first).to_be_visible()
    expect(plain.locator("[data-slide] .notes").first).to_be_visible()
    assert plain.locator("button:visible").count() == 0


def test_slides_are_shown_and_their_notes_beside_them_without_a_network(open_context):
    context = open_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(SLIDES)
    context.set_offline(True)
    with context.expect_page() as opened:
        page.locator("[data-speak]").click()
    speaker = opened.value
    page.locator("[data-present]").click()
    expect(page.locator("[data-slide].is-shown")).to_have_id("slide-1")
    expect(page.locator(".is-shown .notes")).to_be_hidden()
    expect(speaker.locator("[data-said]")).to_have_text("Laisser parler le groupe.")

    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide].is-shown")).to_have_id("slide-2")
    expect(speaker.locator("[data-now]")).to_contain_text(page.locator(".is-shown h3").inner_text())
    speaker.keyboard.press("Home")
    expect(page.locator("[data-slide].is-shown")).to_have_id("slide-1")
    assert speaker.locator(".speaker-time").evaluate("one => getComputedStyle(one).display") == "flex"

    page.keyboard.press("Escape")
    expect(page.locator("[data-slide]").last).to_be_visible()
    expect(page.locator("[data-controls]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [FR, AR, FORMER, SLIDES])
def test_axe_finds_nothing(open_context, address, scheme):
    page = open_context(color_scheme=scheme).new_page()
    page.goto(address)
    unfold(page)

    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("address", [FR, AR, FORMER])
def test_narrowest_screen_needs_no_sideways_scrolling_and_targets_are_large(phone, address):
    phone.goto(address)
    unfold(phone)
    targets = phone.locator("main :is(summary, .kit-files a, .call-to-action a, .feedback-door)")

    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    assert [box for box in (one.bounding_box() for one in targets.all()) if box["height"] < 44] == []


@pytest.mark.parametrize(("address", "direction"), [(FR, "ltr"), (AR, "rtl")])
def test_kit_is_laid_out_from_the_side_from_which_it_is_read(open_context, address, direction):
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)

    first, second = (page.locator(".kit-glance dl > div").nth(place).bounding_box() for place in (0, 1))
    columns = page.locator(".kit thead th").first, page.locator(".kit thead th").nth(1)
    starts, follows = (column.bounding_box()["x"] for column in columns)

    assert page.locator("html").get_attribute("dir") == direction
    assert (first["x"] < second["x"], starts < follows) == (direction == "ltr", direction == "ltr")
