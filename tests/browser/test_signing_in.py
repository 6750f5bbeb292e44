"""A passkey made and used in a real browser, by its virtual authenticator; all under the strict policy, without a mouse."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.live import PASSWORD, LiveSite

SETUP = "/admin/second-factor/"


@pytest.fixture(scope="module")
def strict(chromium, built_site, tmp_path_factory) -> Iterator[LiveSite]:
    """As in production: the second factor is required."""
    site = built_site.copy(tmp_path_factory.mktemp("strict"))
    site.environment |= {"REQUIRE_SECOND_FACTOR": "on", "SESSION_IDLE_MINUTES": "5"}
    site.run("demo", "--no-serve", "--port", str(site.port))
    site.start("--no-worker")
    yield site
    site.stop()


@pytest.fixture
def person(browser, strict) -> Iterator:
    """Open a browser of somebody's own, with a device that makes passkeys; nothing may be complained of in it."""
    contexts, complaints = [], []

    def opened(**options) -> Page:
        # By name: passkeys know no numbers.
        context = browser.new_context(base_url=strict.url.replace("127.0.0.1", "localhost"), locale="fr-FR", **options)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        contexts.append(context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def problems(page: Page) -> list[str]:
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [
        f"{found['id']}: {node['html'][:160]}" for found in results.response["violations"] for node in found["nodes"]
    ]


def test_publisher_makes_a_passkey_and_signs_in_with_it_alone(person):
    page = person()
    sign_in(page, "publisher")
    page.wait_for_url(f"**{SETUP}")
    page.goto("/admin/pages/")
    page.wait_for_url(f"**{SETUP}")
    page.locator("a[href$='/passkeys/add/']").focus()
    page.keyboard.press("Enter")
    page.locator("[name=name]").fill("Téléphone")
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/")
    assert len(page.locator("[data-copy]").inner_text().split()) == 10
    assert problems(page) == []
    page.goto("/admin/")
    expect(page.locator(".sidebar")).to_be_visible()

    page.goto(SETUP)
    assert problems(page) == []
    assert page.locator(f"a[href*='{SETUP}passkeys/'][href$='/remove/']").count() == 0
    page.locator("form[action$='/logout/'] button").click()
    page.wait_for_url("**/admin/login/")

    page.locator("[data-act=get] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    expect(page.locator(".sidebar")).to_be_visible()


def test_passkey_after_the_password(person):
    page = person()
    sign_in(page, "lawyer")
    page.goto(f"{SETUP}passkeys/add/")
    page.keyboard.press("Tab")
    page.locator("[name=name]").press("Enter")
    page.wait_for_url("**/codes/")
    page.goto(SETUP)
    page.locator("form[action$='/logout/'] button").click()

    sign_in(page, "lawyer")
    page.wait_for_url("**/login/second-factor/")
    assert problems(page) == []
    page.locator("[data-act=get] button").click()

    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("locale", ["fr-FR", "ar"])
def test_pages_are_accessible_and_fit(person, width, locale):
    page = person(viewport={"width": width, "height": 800})
    page.set_extra_http_headers({"Accept-Language": locale})
    found = {}
    page.goto("/admin/login/")
    found["login"] = problems(page), overflow(page)
    sign_in(page, "admin")
    page.wait_for_url(f"**{SETUP}")
    for path in (SETUP, f"{SETUP}passkeys/add/", f"{SETUP}app/add/", "/admin/login/confirm/"):
        page.goto(path)
        found[path] = problems(page), overflow(page)

    assert {path: what for path, what in found.items() if what != ([], False)} == {}


def overflow(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_device_that_says_no_is_told_and_one_can_try_again(person):
    page = person()
    page.goto("/admin/login/")
    form = page.locator("[data-act=get]")

    form.locator("button").click()  # the device holds no passkey of this site

    expect(form.locator("[data-told]")).not_to_be_empty(timeout=65_000)
    expect(form.locator("button")).to_be_enabled()
