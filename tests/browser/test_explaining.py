"""The pages that explain, in a real browser: the journey in two languages, on a phone, with a keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.bench_pages import LIMIT, first_visit

JOURNEYS = {
    "fr": [
        "La loi, et comment arrêter",
        "La loi expliquée",
        "Idées reçues",
        "Arrêter d’acheter",
        "Faire le point, pour vous seul",
    ],
    "en": [
        "The law, and how to stop",
        "The law explained",
        "Myths and answers",
        "Stop buying",
        "Take stock, for yourself alone",
    ],
}
LAW, FIGURES = "acheteurs/la-loi-expliquee/", "les-chiffres/"


@pytest.mark.parametrize("language", JOURNEYS)
def test_buyer_goes_from_the_menu_through_law_and_myths_to_the_way_out(open_context, language):
    """Without JavaScript, on a phone."""
    page = open_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    section, law, myths, stop, check = JOURNEYS[language]

    page.goto(f"/{language}/")
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("link", name=section).click()
    page.locator("main").get_by_role("link", name=law).click()
    expect(page.locator(".penalty-ladder > ol > li")).to_have_count(5)
    expect(page.locator(".penalty-ladder .source")).to_have_count(5)
    page.locator("main").get_by_role("link", name=myths).click()
    expect(page.locator(".myths li").first.locator(".source")).to_be_visible()
    page.go_back()
    page.locator("main").get_by_role("link", name=stop).click()
    page.locator("main").get_by_role("link", name=check).click()

    expect(page).to_have_url(re.compile(f"/{language}/ou-j-en-suis/$"))


def test_who_suspects_finds_their_place_with_the_keyboard(page):
    page.goto("/fr/acheteurs/je-soupconne-quelque-chose/")
    hotel = page.locator(".accordion summary").nth(1)

    hotel.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Une chambre payée par quelqu’un qui n’y dort pas")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_tables_need_no_scrolling_and_keep_their_rows(open_context, width):
    page = open_context(viewport={"width": width, "height": 740}).new_page()

    page.goto(f"/fr/{LAW}")

    for name, rows in (("La loi, date par date", 7), ("Ce que font d’autres pays", 8)):
        table = page.get_by_role("table", name=name)
        expect(table.get_by_role("row")).to_have_count(rows)
        expect(table.get_by_role("rowheader")).to_have_count(rows - 1)
        assert table.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")


def test_chart_is_a_picture_with_words_and_its_data_open_with_the_keyboard(page):
    page.goto(f"/fr/{FIGURES}")
    chart = page.locator(".fact-chart").first

    expect(chart.get_by_role("img")).to_have_accessible_name(re.compile(r"2017\W+2\W072"))
    chart.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(chart.get_by_role("table").get_by_role("row")).to_have_count(8)
    expect(chart.get_by_role("rowheader", name="2019 à 2021")).to_be_visible()


def test_bars_are_as_long_as_their_numbers(page):
    page.goto(f"/fr/{FIGURES}")
    widths = (
        page.locator(".fact-chart")
        .first.locator("rect")
        .evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    )

    numbers = [799, 2072, 1939, 1155, 1160, 1146]
    assert [round(width / max(widths), 2) for width in widths] == [round(number / 2072, 2) for number in numbers]


def test_page_of_the_law_weighs_no_more_than_a_campaign_may(site):
    assert first_visit(site, f"/fr/{LAW}") <= LIMIT
