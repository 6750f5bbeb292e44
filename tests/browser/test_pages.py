"""What holds on every page, in a real browser."""

import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

LANGUAGES = ["fr", "en", "ar", "zh-hans"]


MENU_OPEN = """menu => {
    const all = [...document.querySelectorAll(".site-header details")];
    all.forEach(details => details.open = details.matches(menu));
    return document.documentElement.scrollWidth;
}"""


@pytest.fixture(scope="session")
def paths(site) -> list[str]:
    """Every page of the sitemap, and those that are in none."""
    with urllib.request.urlopen(f"{site.url}/sitemap.xml") as response:
        listed = re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", response.read().decode())
    unlisted = [
        f"/{language}{path}"
        for language in LANGUAGES
        for path in ("/recherche/?q=loi", "/recherche/?q=xyz", "/report-accessibility-problem/")
    ]
    assert len(listed) > 30
    return listed + unlisted


def of(paths: list[str], language: str) -> list[str]:
    return [path for path in paths if path.startswith(f"/{language}/")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_context, paths, language, scheme):
    # Messages of a chat that still arrive are paler than they will be.
    page = open_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()
    found = {}
    for path in of(paths, language):
        page.goto(path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(details => details.open = !details.closest('.site-header'))"
        )
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [
                (violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in violations
            ]

    assert found == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_page_needs_no_sideways_scrolling_on_the_narrowest_phone(phone, paths, language):
    wide = {}
    for path in of(paths, language):
        phone.goto(path)
        phone.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")
        width = max(phone.evaluate(MENU_OPEN, menu) for menu in (".menu", ".languages"))
        if width > 320:
            wide[path] = width

    assert wide == {}


def test_no_page_asks_another_host_or_keeps_anything(open_context, site, paths):
    context = open_context()
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    kept = {}
    for path in paths:
        page.goto(path, wait_until="networkidle")
        storage = page.evaluate(
            "[localStorage.length, sessionStorage.length, document.cookie, navigator.serviceWorker ? 1 : 0]"
        )
        if storage[:3] != [0, 0, ""]:
            kept[path] = storage

    assert [url for url in asked if not url.startswith(site.url)] == []
    assert context.cookies() == []
    assert kept == {}


@pytest.mark.parametrize("path", ["/fr/", "/ar/campagnes/acheter-est-interdit/"])
def test_what_can_be_operated_is_large_enough(phone, path):
    """Links inside running text are exempt (WCAG 2.2, 2.5.8); everything else measures 44 px in height."""
    phone.goto(path)
    small = phone.evaluate(
        """() => [...document.querySelectorAll("summary, button, nav a, .ways a, .call-to-action a, .door a")]
            .filter(e => e.offsetParent && !e.closest(".skip-links, .breadcrumbs"))
            .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []


def test_not_found_page_is_accessible_and_ours(open_context, site):
    context = open_context()
    page = context.new_page()
    page.set_content("<html lang='fr'><title>x</title></html>")
    response = page.request.get("/fr/nulle-part/")
    page.set_content(response.text())

    assert response.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "Page introuvable"


# The boxes of one line stand beside each other, whatever their directions: nothing else comes between.
TORN = """() => [...document.querySelectorAll(":is(a, span, cite)[lang], time")].filter(one => {
    const boxes = [...one.getClientRects()].sort((a, b) => a.top - b.top || a.left - b.left);
    return boxes.some((box, n) => n && Math.abs(box.top - boxes[n - 1].top) < 2 && box.left - boxes[n - 1].right > 2);
}).map(one => one.textContent)"""


@pytest.mark.parametrize("path", ["/ar/campagnes/acheter-est-interdit/", "/ar/comprendre/"])
def test_french_titles_and_dates_are_whole_on_an_arabic_line(phone, path):
    phone.goto(path)

    assert phone.locator(".source time").count() > 0
    assert phone.evaluate(TORN) == []
