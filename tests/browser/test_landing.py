"""Landing pages in a real browser: made in minutes, light, whole without JavaScript, for everybody."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.bench_pages import first_visit
from tests.browser.acts import follow, press

SLUGS = [
    "loi-moteurs-de-recherche",
    "loi-reseaux-sociaux",
    "loi-affiches",
    "prejudice-reseaux-sociaux",
    "norme-affiches",
    "aide-moteurs-de-recherche",
]
LANGUAGES = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]
# Each element, and a digest of how it looks.
STYLES = """() => [...document.body.querySelectorAll("*")].map((element) => element.tagName + "." + element.className + " "
    + [...getComputedStyle(element)].map((name) => name + ":" + getComputedStyle(element).getPropertyValue(name)).join(";"))"""
# What lies below the screen is not laid out before it is near: neither are its styles told, nor what is behind its words.
LAY_OUT = """() => document.querySelectorAll(".landing > .part, .site-footer").forEach(
    (part) => { part.style.contentVisibility = "visible"; })"""
LIMIT = 30 * 1024  # bytes of a first visit, compressed, without pictures


def address(slug: str, language: str = "fr") -> str:
    return f"/{language}/acheter/{slug}/"


@pytest.mark.parametrize("slug", SLUGS)
def test_first_visit_is_light_in_every_language(site, slug):
    weights = {language: first_visit(site, address(slug, language)) for language in LANGUAGES}

    assert {language: weight for language, weight in weights.items() if weight > LIMIT} == {}


def test_browser_asks_for_no_more_than_was_weighed(open_context, site):
    page = open_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))

    page.goto(address("loi-affiches"), wait_until="networkidle")

    kinds = sorted({path.rsplit(".", 1)[-1] for path in asked if path.startswith("/static/")} - {"svg", "png"})
    assert kinds == ["js", "woff2"]
    assert len([path for path in asked if path.endswith(".woff2")]) == 1  # that of the statement's script
    assert [path for path in asked if path.endswith(".css")] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_carried_stylesheet_lacks_nothing_that_the_page_needs(open_context, slug):
    page = open_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto(address(slug))
    page.evaluate(LAY_OUT)
    carried = page.evaluate(STYLES)

    page.evaluate("""() => {
        const links = ["site", "themed"].map((name) =>
            Object.assign(document.createElement("link"), {rel: "stylesheet", href: `/static/css/${name}.css`}));
        const loaded = links.map((link) => new Promise((ready) => { link.onload = ready; }));
        document.querySelector("style").replaceWith(...links);
        return Promise.all(loaded);
    }""")

    assert len(carried) > 100
    assert page.evaluate(STYLES) == carried


def test_editor_makes_a_landing_page_in_under_five_minutes(sign_in):
    editor = sign_in("editor")
    started, steps = time.monotonic(), 0

    def step(act) -> None:
        nonlocal steps
        steps += 1
        act()

    step(lambda: editor.goto("/admin/campaigns/1/landing-pages/", wait_until="networkidle"))
    step(lambda: follow(editor.locator("a[href*='landing-pages/new/?channel=']").first))
    step(lambda: editor.locator("[name=frame][value=harm]").check())
    step(lambda: follow(editor.locator("main form button[type=submit], .workspace form button[type=submit]").last))
    step(lambda: editor.locator("[name=statement]").fill("Personne n’est à vendre."))
    assert editor.locator("[data-contentpath='penalty'] [data-contentpath='fact']").count() > 0
    preview = editor.frame_locator("iframe[title]").first
    step(lambda: editor.get_by_role("button", name=re.compile("Aperçu|prévisualisation", re.IGNORECASE)).first.click())
    expect(preview.locator("h1")).to_have_text("Personne n’est à vendre.", timeout=20_000)
    step(lambda: press(editor, "action-submit"))

    took = time.monotonic() - started
    assert editor.locator(".messages .success, [data-w-messages-target] .success").count() > 0
    assert (steps, took < 300) == (7, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_page_is_whole_without_javascript(open_context, slug, language):
    page = open_context(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
    page.goto(address(slug, language))

    headline = page.locator("h1")
    assert headline.count() == 1
    assert headline.bounding_box()["y"] + headline.bounding_box()["height"] < 640  # on the first screen
    assert page.locator(".part-penalty data.value").count() == (3 if slug == "loi-reseaux-sociaux" else 2)
    assert page.locator(".part-harm data.value").count() == 2
    assert page.locator(".part-norm data.value").count() == 1
    led_to = "je-veux-arreter" if slug == "aide-moteurs-de-recherche" else "ou-j-en-suis"
    assert page.locator(".call-to-action a").first.get_attribute("href") == f"/{language}/{led_to}/"
    assert page.locator(".part-help .helpline a").count() > 0
    # Nothing is left in French but sources, and the names of services.
    assert (
        page.locator("main [lang]:not(.source *, .helpline h3 bdi, .helpline a *, .emergency-strip span *)").count()
        == 0
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing(open_context, language, scheme):
    page = open_context(viewport={"width": 360, "height": 800}, color_scheme=scheme).new_page()
    found = {}
    for slug in SLUGS:
        page.goto(address(slug, language))
        page.evaluate(LAY_OUT)
        page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")
        violations = Axe().run(page).response["violations"]
        if violations:
            found[slug] = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations]

    assert found == {}


@pytest.mark.parametrize("language", ["fr", "ar", "bg"])
def test_narrowest_phone_scrolls_one_way(phone, language):
    wide = {}
    for slug in SLUGS:
        phone.goto(address(slug, language))
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[slug] = width

    assert wide == {}


def test_short_link_leads_to_the_page_of_its_channel(open_context, sign_in):
    admin = sign_in("admin")
    admin.goto("/admin/campaigns/1/links/?placement=without", wait_until="networkidle")
    row = admin.locator("tr", has_text="Affiches").first
    code = re.search(r"/s/[a-z0-9]+", row.inner_text())[0]
    page = open_context(locale="ar").new_page()

    page.goto(code)

    assert page.url.endswith(address("loi-affiches", "ar"))
