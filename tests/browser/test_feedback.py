"""A questionnaire of a group in a real browser, without JavaScript: opened, answered, closed, read.

On a site of its own, with one kit: no other page matters here.
"""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.live import LiveSite

BUILD = """
import json
from django.conf import settings
from wagtail.models import Locale
from campaigns.prevention.feedback.group import leading
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from home.models import HomePage
from tests import factories
from tests.prevention.groups import fill, kit
home = HomePage.objects.get(locale=Locale.get_default())
made = kit(home)
ensure_locales()
arabic = Locale.objects.get(language_code="ar")
factories.go_live(home.get_translation(arabic).specific)
factories.go_live(drafting.start(made.get_parent().specific, arabic).get_target_instance())
translated = factories.go_live(drafting.start(made, arabic).get_target_instance())
places = {}
for language, page in (("fr", made), ("ar", translated)):
    open_now, _key = leading.open_for(page, "before")
    ended, key = leading.open_for(page, "before")
    fill(ended, [6, 4, 2], [11, 1])
    leading.open_after(ended.questionnaire)
    after = ended.questionnaire.rounds.get(moment="after")
    fill(after, [11, 1, 1], [12, 1])
    leading.close(after)
    places[language] = {"kit": page.pk, "code": open_now.code, "key": key}
print("places", json.dumps(places))
"""
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[LiveSite]:
    site = LiveSite(tmp_path_factory.mktemp("feedback"))
    site.environment |= {
        "SECRET_KEY": "for a test alone, which keeps nothing",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": site.url,
        "HTTPS": "off",
    }
    site.prepare()
    printed = site.run("shell", "-v", "0", "-c", BUILD).stdout
    site.places = json.loads(printed.partition("places ")[2])
    site.start()
    yield site
    site.stop()


@pytest.fixture
def plain(open_context) -> Page:
    """A page of a browser without JavaScript, as narrow as a telephone."""
    return open_context(java_script_enabled=False, locale="fr-FR", viewport=PHONE).new_page()


def addresses(place: dict[str, str], language: str) -> dict[str, str]:
    return {
        "code": f"/{language}/q/",
        "questions": f"/{language}/q/{place['code']}/",
        "open": f"/{language}/q/open/{place['kit']}/",
        "results": f"/{language}/q/group/{place['key']}/",
    }


def test_group_answers_and_its_facilitator_sees_totals_after_the_end(plain, site):
    plain.goto(f"/fr/q/open/{site.places['fr']['kit']}/")
    plain.locator("[name=moment][value=before]").check()
    follow(plain.locator("main button"))
    private = plain.locator("a.feedback-address").get_attribute("href")
    code = plain.locator(".feedback-letters").inner_text()

    plain.goto("/fr/q/")
    plain.locator("[name=code]").fill(code.lower())
    follow(plain.locator("main button"))
    for pupil in range(11):
        for question in plain.locator("fieldset").all():
            question.locator("input").nth(0 if pupil else 1).check()
        follow(plain.locator("main button"))
        if pupil < 10:
            follow(plain.locator("a.feedback-door"))
    plain.goto(private)
    assert plain.locator(".feedback-results").count() == 0
    follow(plain.locator("main button").first)

    assert plain.locator(".feedback-quarters .is-on").count() == 4 + 1 + 1 + 4 + 1
    assert plain.context.cookies() == []


def test_everything_is_done_with_the_keyboard(open_context, site):
    page = open_context(locale="fr-FR", viewport=PHONE).new_page()
    page.goto("/fr/q/")
    page.locator("[name=code]").focus()
    page.keyboard.type(site.places["fr"]["code"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/q/[A-Z]{6}/$"))

    page.locator("main").focus()
    for _question in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    chosen = page.locator("input:checked").evaluate_all("all => all.map(one => one.value)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert chosen == ["1", "1"]
    expect(page.locator("main").get_by_role("status")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_fit_a_telephone_and_have_no_fault(open_context, site, language):
    page = open_context(locale="fr-FR", viewport=PHONE).new_page()
    found = {}
    for name, address in addresses(site.places[language], language).items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        found[name] = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]

    assert found == {name: [] for name in found}
