"""A passkey made and used in a real browser, by its virtual authenticator; all under the strict policy, without a mouse."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.live import PASSWORD, LiveSite

SETUP = "/admin/second-factor/"


@pytest.fixture(scope="module")
def strict(chromium, built_site, tmp_path_factory) -> Iterator[LiveSite]:
    """As in production: the second factor is required."""
    site = built_site.copy(tmp_path_factory.mktemp("strict"))
    site.environment |= {"REQUIRE_SECOND_FACTOR": "on", "AUTOSAVE_INTERVAL": "500"}
    site.settle()
    site.start("--no-worker")
    yield site
    site.stop()


def is_complaint(said: ConsoleMessage) -> bool:
    """What a session that has ended is refused, the browser calls an error."""
    return said.type in ("error", "warning") and "403" not in said.text


@pytest.fixture
def person(browser, strict) -> Iterator:
    """Open a browser of somebody's own, with a device that makes passkeys; nothing may be complained of in it."""
    contexts, complaints = [], []

    def opened(**options) -> Page:
        # By name: passkeys know no numbers.
        context = browser.new_context(base_url=strict.url.replace("127.0.0.1", "localhost"), locale="fr-FR", **options)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
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
    fill_in(page, name)


def fill_in(page: Page, name: str) -> None:
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
    page.wait_for_url(f"**{SETUP}")
    page.goto(f"{SETUP}passkeys/add/")
    page.locator("[name=name]").press("Enter")
    page.wait_for_url("**/codes/")
    page.goto(SETUP)
    page.locator("form[action$='/logout/'] button").click()
    page.wait_for_url("**/admin/login/")

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


def test_session_that_ends_while_somebody_writes_loses_nothing(person, strict):
    page = person(viewport={"width": 1280, "height": 900})
    sign_in(page, "editor")
    page.wait_for_url("**/admin/")
    about = strict.run("shell", "-v", "0", "-c", PAGE).stdout.split()
    page.goto(f"/admin/pages/{about[0]}/edit/")
    strict.run("shell", "-v", "0", "-c", END_ALL)

    page.locator("[name=title]").fill("Écrit trop tard")
    refused = page.wait_for_event("response", lambda answer: answer.status == 403 and "/edit/" in answer.url)
    assert refused.json()["error_code"] == "validation_error"
    expect(page.get_by_text(refused.json()["error_message"])).to_be_attached()

    page.locator(".action-save").first.click()
    kept = page.locator("main.content-wrapper form")
    expect(kept.locator("[name=title]")).to_have_value("Écrit trop tard")
    with page.context.expect_page() as opening:
        page.locator("main.content-wrapper ol a").click()
    other = opening.value
    fill_in(other, "editor")
    expect(other.locator("#passkeys")).to_be_visible()

    kept.locator("button").click()  # stale: it is shown once more, and says that one is signed in
    expect(page.locator("main.content-wrapper ol")).to_have_count(0)
    kept.locator("button").click()
    page.wait_for_url(f"**/admin/pages/{about[0]}/edit/")
    expect(page.locator("[name=title]")).to_have_value("Écrit trop tard")
    assert strict.run("shell", "-v", "0", "-c", SAVED.format(about[0])).stdout.strip() == "Écrit trop tard"


PAGE = "from home.models import StandardPage; print(StandardPage.objects.filter(locale__language_code='fr', live=True).first().pk)"
END_ALL = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
SAVED = "from wagtail.models import Page; print(Page.objects.get(pk={}).get_latest_revision_as_object().title)"
