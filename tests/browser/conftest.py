"""A real browser on a real site: Chromium, driven by Playwright, on the demonstration served by granian."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from tests.live import PASSWORD, LiveSite

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("REQUIRE_CHROMIUM"):
        pytest.fail("Chromium was not found, and REQUIRE_CHROMIUM asks for it.")
    if found is None:
        pytest.skip("Chromium was not found: browser tests are skipped")
    return found


@pytest.fixture(scope="session")
def site(chromium, built_site, tmp_path_factory) -> Iterator[LiveSite]:
    site = built_site.copy(tmp_path_factory.mktemp("served"))
    site.settle()
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def playwright(chromium) -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright, chromium) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield browser
    browser.close()


def is_complaint(message: ConsoleMessage) -> bool:
    """A refusal that the page tells is none: the browser notes each answer that is not 2xx."""
    return message.type in ("error", "warning") and not re.search("status of 4(09|22)", message.text)


@pytest.fixture
def open_context(browser, site) -> Iterator:
    """Open a context with options of its own; all are closed at the end, and none may have reported an error."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(**options) -> BrowserContext:
        context = browser.new_context(base_url=site.url, **options)
        context.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_context) -> Page:
    return open_context(viewport={"width": 1280, "height": 900}, locale="fr-FR").new_page()


@pytest.fixture
def phone(open_context) -> Page:
    """The narrowest phone, which is also a desktop at 400 % zoom."""
    return open_context(viewport={"width": 320, "height": 640}, locale="fr-FR").new_page()


@pytest.fixture
def sign_in(open_context):
    """A page of somebody who has signed in to the admin."""

    def signed_in(name: str) -> Page:
        page = open_context(viewport={"width": 1280, "height": 900}, locale="fr-FR").new_page()
        page.goto("/admin/login/")
        page.get_by_role("textbox").first.fill(name)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        return page

    return signed_in


@pytest.fixture
def admin(sign_in) -> Page:
    return sign_in("admin")
