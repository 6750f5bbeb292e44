"""The journeys of visitors, with a mouse, with a keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_buyer_goes_from_the_front_door_to_help_without_javascript(open_context):
    page = open_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()

    page.goto("/fr/")
    page.get_by_role("link", name="Vous achetez, ou vous y pensez").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Payer pour un acte sexuel, c’est enfreindre la loi.")
    ladder = page.locator(".penalty-ladder")
    assert re.sub(r"\s", " ", ladder.locator(".value").first.inner_text()) == "1 500 €"
    page.get_by_text("« Elle est majeure, et d’accord. »").click()
    expect(page.get_by_text("La loi vise celui qui achète.")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="119")).to_have_attribute("href", "tel:119")


def test_visitor_changes_language_and_stays_on_the_page(page):
    page.goto("/fr/campagnes/acheter-est-interdit/")

    page.locator(".languages summary").click()
    page.get_by_role("link", name="العربيّة").click()

    expect(page).to_have_url(re.compile("/ar/campagnes/acheter-est-interdit/$"))
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    statement, act = page.locator(".says h1").bounding_box(), page.locator(".says-more").bounding_box()
    assert statement["x"] > act["x"]  # read first, from the right


def test_keyboard_alone_skips_to_the_content_and_to_help(page):
    page.goto("/fr/")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.goto("/fr/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "help"


def test_keyboard_alone_opens_and_closes_the_language_menu(page):
    page.goto("/fr/", wait_until="networkidle")  # the script that closes it has come
    summary = page.locator(".languages summary")

    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="English")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="English")).to_be_hidden()
    expect(summary).to_be_focused()


def test_menu_closes_when_the_focus_moves_on(page):
    page.goto("/fr/", wait_until="networkidle")  # the script that closes it has come
    page.locator(".languages summary").click()

    page.locator(".brand").focus()

    expect(page.get_by_role("link", name="English")).to_be_hidden()


def test_focus_is_visible_on_every_ground(page):
    for path in ("/fr/", "/fr/campagnes/acheter-est-interdit/", "/fr/vos-droits/"):
        page.goto(path)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineWidth") == "3px"


def test_search_finds_and_says_when_it_does_not(page):
    page.goto("/fr/recherche/")

    page.get_by_role("searchbox").fill("penalite")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("page")
    page.get_by_role("searchbox").fill("amende récidive")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Acheter, c’est enfreindre la loi")).to_be_visible()


def test_problem_is_reported_without_javascript_or_cookie(open_context):
    context = open_context(java_script_enabled=False)
    page = context.new_page()

    page.goto("/fr/accessibilite/")
    page.get_by_role("link", name="Signaler un problème d’accessibilité").click()
    page.get_by_role("textbox", name="Quel problème").fill("La page est illisible.")
    page.get_by_role("button", name="Envoyer").click()

    expect(page.get_by_role("status")).to_be_visible()
    assert context.cookies() == []


def test_page_reads_without_styles(open_context):
    context = open_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page = context.new_page()

    page.goto("/fr/vos-droits/")

    headings = page.get_by_role("heading").all_inner_texts()
    assert headings[0] == "Vos droits, de l’aide"
    assert "Ce que dit la loi" in headings
