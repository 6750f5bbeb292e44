"""What a protected page leaves behind: nothing that the server can avoid; and how it is left."""

import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

LANGUAGES = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "request-otr": "1"}
RIGHTS = "/{}/vos-droits/"
NEUTRAL = re.compile(r"https://[a-z]+\.wikipedia\.org/")
# Whatever could keep or tell something: each use is written down.
WATCH = """
window.touched = [];
const note = (owner, name) => {
  const real = owner?.[name];
  if (typeof real === "function") owner[name] = function (...given) { touched.push(name); return real.apply(this, given); };
};
for (const name of ["setItem", "getItem", "removeItem", "clear", "key"]) note(Storage.prototype, name);
for (const name of ["open", "deleteDatabase", "databases"]) note(IDBFactory.prototype, name);
for (const name of ["open", "match", "keys", "has"]) note(self.CacheStorage?.prototype, name);
for (const name of ["pushState", "replaceState"]) note(History.prototype, name);
for (const name of ["sendBeacon"]) note(Navigator.prototype, name);
for (const name of ["open", "send"]) note(XMLHttpRequest.prototype, name);
note(window, "fetch");
note(self.ServiceWorkerContainer?.prototype, "register");
note(self.CookieStore?.prototype, "set");
const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
Object.defineProperty(Document.prototype, "cookie", { get() { touched.push("cookie"); return cookie.get.call(this); }, set(value) { touched.push("cookie="); } });
"""


@pytest.fixture(scope="session")
def protected(site) -> list[str]:
    """Every protected page of the sitemap, in all languages."""
    with urllib.request.urlopen(f"{site.url}/sitemap.xml") as response:
        listed = re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", response.read().decode())
    found = []
    for path in listed:
        with urllib.request.urlopen(f"{site.url}{path}") as response:
            if "quick-exit" in response.read().decode():
                found.append(path)
    assert {path.split("/")[1] for path in found} == set(LANGUAGES)
    return found


def leaving_to(page: Page) -> Page:
    """Other sites are not asked: a blank page stands for them."""
    page.context.route(NEUTRAL, lambda route: route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html"))
    return page


def test_protected_page_keeps_nothing_and_asks_nobody_in_any_language(open_context, site, protected):
    page = open_context().new_page()
    page.add_init_script(WATCH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in protected:
        answer = page.goto(path, wait_until="networkidle")
        page.mouse.wheel(0, 3000)

        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        assert "set-cookie" not in answer.headers
        assert page.evaluate("touched") == [], path
        assert page.context.cookies() == []
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    files = re.compile(rf"{re.escape(site.url)}/({'|'.join(LANGUAGES)}|static|theme)/")
    assert [url for url in asked if not files.match(url)] == []


def test_exit_is_reached_first_by_the_keyboard_and_takes_the_place_of_the_page(page):
    leaving_to(page)
    page.goto("/fr/")
    page.goto(RIGHTS.format("fr"))
    page.keyboard.press("Tab")
    expect(page.locator(".leave")).to_be_focused()

    page.keyboard.press("Enter")
    page.wait_for_url(NEUTRAL)
    page.go_back()

    assert page.url.endswith("/fr/")


def test_exit_by_mouse_hides_the_page_at_once(page):
    leaving_to(page)
    seen = []
    page.expose_function("tell", lambda *what: seen.append(what))
    page.goto(RIGHTS.format("ar"), wait_until="networkidle")
    leaving = page.locator(".quick-exit").get_attribute("data-leaving")
    page.evaluate(
        """() => document.querySelector('.leave').addEventListener('click', () => tell(
          getComputedStyle(document.querySelector('h1')).visibility, document.title,
          document.querySelector('.quick-exit [role=status]').textContent))"""
    )

    page.locator(".leave").click()
    page.wait_for_url(NEUTRAL)

    assert seen == [("hidden", "…", leaving)]


def test_shift_three_times_leaves(page):
    leaving_to(page)
    page.goto(RIGHTS.format("fr"), wait_until="networkidle")
    status = page.locator(".quick-exit [role=status]")

    page.keyboard.press("Shift")
    expect(status).to_contain_text(page.locator(".quick-exit").get_attribute("data-two"))
    page.keyboard.press("Shift")
    expect(status).to_contain_text(page.locator(".quick-exit").get_attribute("data-one"))
    page.keyboard.press("Shift")

    page.wait_for_url(NEUTRAL)


@pytest.mark.parametrize("keys", [["Shift", "Shift", "Shift+A", "Shift"], ["Shift", "Shift", "Tab", "Shift"]])
def test_shift_for_something_else_does_not_leave(page, keys):
    page.goto(RIGHTS.format("fr"), wait_until="networkidle")

    for key in keys:
        page.keyboard.press(key)

    assert page.evaluate("document.documentElement.className") == ""


@pytest.mark.parametrize("field", ["select", "textarea"])
def test_shift_three_times_leaves_from_a_field_too(page, field):
    leaving_to(page)
    page.goto(RIGHTS.format("fr"), wait_until="networkidle")
    page.evaluate("name => document.querySelector('main').append(document.createElement(name))", field)
    page.locator(f"main {field}").focus()

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(NEUTRAL)


def test_shift_too_slowly_does_not_leave_and_says_so(page):
    page.clock.install()
    page.goto(RIGHTS.format("fr"), wait_until="networkidle")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")

    page.clock.fast_forward(5001)
    late = page.locator(".quick-exit").get_attribute("data-late")
    expect(page.locator(".quick-exit [role=status]")).to_have_text(late)
    page.keyboard.press("Shift")

    assert page.evaluate("document.documentElement.className") == ""


def test_exit_works_without_javascript(open_context):
    page = leaving_to(open_context(java_script_enabled=False).new_page())
    page.goto(RIGHTS.format("ro"))

    page.locator(".leave").click()

    page.wait_for_url("https://ro.wikipedia.org/")


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (1280, 900)], ids=["zoomed", "phone", "screen"])
@pytest.mark.parametrize("language", ["fr", "bg", "ar", "zh-hans"])
def test_exit_is_never_covered_nor_scrolled_away(open_context, language, size):
    """320 × 256 is a screen of 1280 × 1024 at 400 % zoom."""
    page = open_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(RIGHTS.format(language))
    on_top = """() => {
      const button = document.querySelector('.leave'), { left, top, width, height } = button.getBoundingClientRect();
      return [[.1, .2], [.5, .5], [.9, .8]].every(([x, y]) => document.elementFromPoint(left + x * width, top + y * height) === button) && height >= 44;
    }"""

    seen = [page.evaluate(on_top)]
    for part in (0.3, 0.7, 1):
        page.evaluate(f"scrollTo({{top: document.body.scrollHeight * {part}, behavior: 'instant'}})")
        seen.append(page.evaluate(on_top))
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true); scrollTo(0, 0)")
    seen.append(page.evaluate(on_top))

    assert seen == [True] * 5
    assert page.evaluate("document.querySelector('.quick-exit').offsetHeight") <= 112
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_at_four_times_the_size(open_context, protected, language):
    page = open_context(viewport={"width": 320, "height": 256}).new_page()
    found = {}
    for path in [path for path in protected if path.startswith(f"/{language}/")]:
        page.goto(path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [violation["id"] for violation in violations]

    assert found == {}


def test_what_the_keyboard_reaches_is_not_under_the_bar(open_context):
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(RIGHTS.format("fr"))
    covered = page.evaluate(
        """() => {
          const bar = document.querySelector('.quick-exit');
          scrollTo(0, document.body.scrollHeight);
          return [...document.querySelectorAll('main a, main summary, footer a')].reverse().filter(link => {
            link.focus();
            const { top, bottom } = link.getBoundingClientRect();
            return bottom > 0 && top < bar.getBoundingClientRect().bottom - 1;
          }).map(link => link.textContent);
        }"""
    )

    assert covered == []
