"""The directory of help in a real browser, without JavaScript: found, read and left without a trace.

On a site of its own, with nothing but the directory of the demonstration: no other page matters here.
"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.live import LiveSite

CODE = re.compile(r"/(fr|ar)/annuaire/[2-9a-z]{6}/$")
BUILD = """
from wagtail.models import Locale
from campaigns.outreach.directory.models import DirectoryPage
from editorial.translation import drafting
from editorial.translation.locales import ensure_locales
from editorial.sign_off.mails import unsent
from demo import directory
from demo.accounts import create_accounts
from demo.build import add, build_helplines
from home.models import HomePage
from tests import factories
create_accounts()
with unsent():
    build_helplines()
    page = DirectoryPage.objects.get(pk=directory.build(add, HomePage.objects.get()))
ensure_locales()
arabic = Locale.objects.get(language_code="ar")
factories.go_live(HomePage.objects.get(locale=Locale.get_default()).get_translation(arabic).specific)
factories.go_live(drafting.start(page, arabic).get_target_instance())
"""


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory) -> Iterator[LiveSite]:
    site = LiveSite(tmp_path_factory.mktemp("directory"))
    site.environment |= {
        "SECRET_KEY": "for a test alone, which keeps nothing",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": site.url,
        "HTTPS": "off",
    }
    site.prepare()
    site.run("shell", "-v", "0", "-c", BUILD)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def plain(open_context) -> Page:
    """A page of a browser without JavaScript."""
    return open_context(java_script_enabled=False, locale="fr-FR").new_page()


def find(page: Page, prefix: str = "fr", **wanted: str) -> None:
    page.goto(f"/{prefix}/annuaire/")
    for name, value in wanted.items():
        page.locator(f".directory-form [name={name}]").select_option(value)
    follow(page.locator(".directory-form button"))


def test_help_is_found_by_departement_need_and_language_and_no_address_says_so(plain, site):
    addresses = []
    plain.on("framenavigated", lambda frame: addresses.append(frame.url))

    find(plain, territory="75", need="health", language="th")

    assert plain.locator(".directory-entry h4").all_inner_texts() == ["Équipe de nuit"]
    assert addresses == [f"{site.url}/fr/annuaire/", f"{site.url}/fr/annuaire/#results"]
    expect(plain.locator("#results")).to_be_in_viewport()
    assert plain.locator(".directory-form [name=territory]").input_value() == "75"
    assert plain.locator(".ways a").first.get_attribute("href") == "tel:0199001002"


def test_map_and_list_lead_to_the_same_departement(plain):
    plain.goto("/fr/annuaire/")
    plain.locator(".directory-map a:has(title:text-is('Nord'))").click()
    by_map = plain.url
    plain.goto("/fr/annuaire/")
    plain.get_by_role("link", name="59 Nord").click()

    assert plain.url == by_map
    assert CODE.search(by_map)
    expect(plain.get_by_role("heading", name="Nord (59)")).to_be_visible()
    assert plain.locator(".directory-entry").first.locator("h4").inner_text() == "Maison d’accueil"


def test_list_is_reached_by_keyboard_and_the_map_is_no_second_list(open_context):
    page = open_context().new_page()
    page.goto("/fr/annuaire/")

    page.locator(".directory-form button").focus()
    page.keyboard.press("Tab")  # the credit of the map
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.innerText.split(/\\s+/).join(' ')") == "01 Ain"


def test_entry_is_shared_by_an_address_and_a_title_that_say_nothing(plain):
    find(plain, territory="33")
    plain.locator(".directory-entry").first.locator(".directory-short a").click()

    assert CODE.search(plain.url)
    assert plain.title() == "Annuaire"
    assert plain.locator(".directory-entry h2").inner_text() == "Protection des mineurs"


def test_nothing_is_kept_and_no_other_host_is_asked(open_context, site):
    context = open_context()
    asked = []
    context.on("request", lambda request: asked.append((request.method, request.url)))
    page = context.new_page()

    find(page, territory="69", need="health")
    page.locator(".directory-short a").first.click()
    page.wait_for_load_state("networkidle")

    assert [url for _method, url in asked if not url.startswith(site.url)] == []
    assert [url for method, url in asked if method == "POST"] == [f"{site.url}/fr/annuaire/"]  # and no beacon
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("script", [True, False])
def test_back_from_a_place_shows_the_list_again_with_its_way_out(open_context, site, script):
    page = open_context(java_script_enabled=script).new_page()
    find(page, territory="33")
    page.locator(".directory-short a").first.click()
    expect(page.locator(".directory-entry h2")).to_have_text("Protection des mineurs")

    page.go_back()

    assert page.url == f"{site.url}/fr/annuaire/#results"
    assert page.locator(".directory-entry h4").first.inner_text() == "Protection des mineurs"
    expect(page.locator(".quick-exit").first).to_be_in_viewport()


def test_place_leads_to_the_list_around_it_and_no_address_says_so(plain, site):
    find(plain, territory="33")
    plain.locator(".directory-short a").first.click()

    follow(plain.locator(".directory-back button"))

    assert plain.url == f"{site.url}/fr/annuaire/#results"
    expect(plain.get_by_role("heading", name="Gironde (33)")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing(open_context, language, scheme):
    page = open_context(color_scheme=scheme).new_page()
    found = {}
    for name, wanted in {
        "form": None,
        "some": {"territory": "75"},
        "none": {"territory": "13", "need": "shelter"},
    }.items():
        if wanted is None:
            page.goto(f"/{language}/annuaire/")
        else:
            find(page, language, **wanted)
        found[name] = Axe().run(page).response["violations"]
    page.locator(".directory-short a").first.click()
    found["entry"] = Axe().run(page).response["violations"]

    told = {name: [(one["id"], one["nodes"][0]["html"]) for one in violations] for name, violations in found.items()}
    assert told == {name: [] for name in found}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_narrowest_screen_needs_no_sideways_scrolling_and_targets_are_large(phone, language):
    wide, small = [], []
    for wanted in (None, {"territory": "75"}):
        if wanted is None:
            phone.goto(f"/{language}/annuaire/")
        else:
            find(phone, language, **wanted)
        wide.append(phone.evaluate("document.documentElement.scrollWidth"))
        targets = phone.locator("main :is(select, button, .ways a, .territories a)")
        small += [box for box in (target.bounding_box() for target in targets.all()) if box["height"] < 44]

    assert wide == [320, 320]
    assert small == []


NARROW = """() => {
    const rows = [...document.querySelectorAll(".first-calls a, .emergency-strip li")];
    const overprinted = rows.filter((row) => {
        const [number, name] = [row.querySelector("bdi"), row.querySelector("span:not(:empty)")];
        const [one, other] = [number.getBoundingClientRect(), name.getBoundingClientRect()];
        return one.bottom > other.top && one.right > other.left && one.left < other.right;
    });
    const words = rows.flatMap((row) => {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        const ranges = [];
        while (walker.nextNode())
            for (const word of walker.currentNode.data.matchAll(/\\p{L}+/gu)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                ranges.push(range);
            }
        return ranges;
    });
    return [rows.length > 4, overprinted.length, words.filter((word) => word.getClientRects().length > 1).map(String)];
}"""


def test_numbers_and_names_stand_apart_and_no_word_is_broken(phone):
    find(phone, territory="75")

    assert phone.evaluate(NARROW) == [True, 0, []]


def test_paper_shows_one_entry_on_one_sheet_without_form_or_map(plain):
    find(plain, territory="33")
    plain.locator(".directory-short a").first.click()
    plain.emulate_media(media="print")

    assert plain.pdf(format="A4").count(b"/Type /Page\n") == 1
    plain.goto("/fr/annuaire/")
    expect(plain.locator(".directory-form")).to_be_hidden()
    expect(plain.locator(".directory-map")).to_be_hidden()
    expect(plain.locator(".territories").first).to_be_visible()
