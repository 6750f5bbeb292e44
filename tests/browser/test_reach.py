"""What a real browser tells, of open pages and of protected ones: to this site, and to a Matomo that records."""

import io
import re
import time
import wave
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from reach.visits import tokens
from serving.served import Served
from tests.browser.matomo import Matomo
from tests.live import LiveSite
from tests.reach.journals import Recorder

# The browser of the tests says that it is a robot.
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
OPEN = "/fr/campagnes/acheter-est-interdit/"
PROTECTED = ["/fr/vos-droits/", "/fr/moins-de-18-ans/"]
AWAY = """Object.defineProperty(Document.prototype, 'hidden', {get: () => !window.looked});
Object.defineProperty(Document.prototype, 'visibilityState', {get: () => window.looked ? 'visible' : 'hidden'})"""
OBJECTS = "Object.defineProperty(Navigator.prototype, '{}', {{get: () => {}}})"


@pytest.fixture(scope="module")
def matomo():
    matomo = Matomo()
    matomo.start()
    yield matomo
    matomo.stop()


@pytest.fixture(scope="module")
def counted(chromium, built_site, matomo, tmp_path_factory):
    """The demonstration, with a Matomo."""
    site = built_site.copy(tmp_path_factory.mktemp("counted"))
    site.environment |= {"MATOMO_URL": matomo.url, "MATOMO_SITE_ID": "7"}
    site.settle()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def journal(counted: LiveSite, matomo: Matomo) -> Iterator[Recorder]:
    matomo.asked.clear()
    with Recorder(counted) as journal:
        yield journal


@pytest.fixture
def visit(browser, counted, journal):
    """Open a context as a visitor's phone has it; nothing may complain."""
    contexts, complaints = [], []

    def opened(script: str = "", **options) -> Page:
        context = browser.new_context(base_url=counted.url, user_agent=PHONE, **options)
        context.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if script:
            context.add_init_script(script)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def stay(page: Page) -> None:
    """Links are clicked, and lead nowhere."""
    page.evaluate("document.addEventListener('click', event => event.target.closest('a') && event.preventDefault())")


def told(events) -> list[tuple[str, str]]:
    return [(event.kind, event.reason) for event in events]


def test_open_page_tells_matomo_its_bare_address_and_nothing_of_the_visitor(visit, counted, matomo):
    page = visit()
    page.goto(f"{OPEN}?utm_source=secret&email=a@b.example#part", wait_until="networkidle")

    [sent] = matomo.tracked
    assert sent == {
        "idsite": "7",
        "rec": "1",
        "r": "123456",
        "action_name": page.title(),
        "url": counted.url + OPEN,
    }
    assert [asked.name for asked in matomo.asked] == ["/stats/matomo.js", "/stats/matomo.php"]
    assert [asked.headers.get("Cookie") for asked in matomo.asked] == [None, None]
    assert {asked.headers.get("Referer") for asked in matomo.asked} == {f"{counted.url}/"}
    assert page.context.cookies() == []


def test_link_that_leads_out_is_told_without_its_query(visit, matomo):
    page = visit()
    page.goto(OPEN, wait_until="networkidle")
    page.context.route("https://wa.me/**", lambda route: route.fulfill(body="away"))

    page.locator("a[href^='https://wa.me']").first.evaluate("link => link.target = '_blank'")
    with page.context.expect_page():
        page.locator("a[href^='https://wa.me']").first.click()

    page.wait_for_timeout(200)
    assert matomo.tracked[1]["link"] == "https://wa.me/"


@pytest.mark.parametrize("path", PROTECTED)
def test_protected_page_sends_nothing_at_all(visit, counted, matomo, journal, path):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(f"{path}?utm_source=secret", wait_until="networkidle")
    stay(page)
    page.locator("a[href^='tel:']").first.click()
    page.mouse.wheel(0, 20000)
    page.wait_for_timeout(500)

    assert matomo.asked == []
    assert [one for one in asked if one[0] != "GET" or not one[1].startswith(counted.url)] == []
    assert [url for _method, url in asked if "audience.js" in url or "reach" in url or url.endswith("/r")] == []
    assert page.context.cookies() == []
    found = journal.wait_for("view")
    assert told(found) == [("view", ""), ("entry", "")]
    assert {(event.campaign, event.wave, event.channel, event.link) for event in found} == {(0, 0, 0, 0)}
    assert {type(event.bucket).__name__ for event in found} == {"date"}


def test_call_and_reading_are_counted(visit, journal):
    page = visit()
    page.goto(OPEN, wait_until="networkidle")
    began = journal.wait_for("view")
    stay(page)
    page.locator("main a[href^='tel:'], footer a[href^='tel:']").first.click()
    page.mouse.wheel(0, 40000)

    found = journal.wait_for("cta_call", "read_50", "read_90")
    assert told(began) == [("view", ""), ("entry", "")]
    assert sorted(told(found)) == [("cta_call", ""), ("read_50", ""), ("read_90", "")]
    [view, *_rest] = began
    assert {(event.page, event.campaign, event.surface, event.locale) for event in found} == {
        (view.page, view.campaign, "buyers", "fr")
    }
    assert view.campaign > 0


def test_each_depth_and_a_call_are_counted_once_a_view(visit, journal):
    page = visit()
    page.goto(OPEN, wait_until="networkidle")
    journal.wait_for("view")
    stay(page)
    for _time in range(2):
        page.mouse.wheel(0, 40000)
        page.locator("a[href^='tel:']").first.click()
        page.mouse.wheel(0, -40000)
    page.wait_for_timeout(500)

    found = told(journal.new())
    counts = {kind: found.count((kind, "")) for kind in ("read_50", "read_90", "cta_call")}
    assert counts == {"read_50": 1, "read_90": 1, "cta_call": 1}


def test_reading_is_counted_only_while_somebody_looks(visit, journal):
    page = visit(AWAY, viewport={"width": 1200, "height": 9000})  # all of it is in view without scrolling
    page.clock.install(time="2026-11-25T10:00:00Z")
    page.goto(OPEN, wait_until="networkidle")
    journal.wait_for("view")
    stay(page)

    page.clock.pause_at("2026-11-25T11:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('scroll'))")
    page.evaluate("window.looked = true")
    page.clock.run_for(8_000)
    page.locator("a[href^='tel:']").first.evaluate("link => link.click()")
    before = told(journal.wait_for("cta_call"))
    page.clock.run_for(3_000)

    assert before == [("cta_call", "")]
    assert sorted(told(journal.wait_for("read_50", "read_90"))) == [("read_50", ""), ("read_90", "")]


def test_share_is_counted_as_a_share_whatever_it_leads_to(visit, journal):
    page = visit()
    page.goto(OPEN, wait_until="networkidle")
    journal.wait_for("view")
    stay(page)
    for link in page.locator("[data-count=share] a").all():
        link.click()

    page.wait_for_timeout(500)
    found = [kind for kind, _reason in told(journal.new()) if not kind.startswith("read")]
    assert page.locator("[data-count=share] a").count() > 1
    assert found == ["share"]


def silence() -> bytes:
    """Two seconds of it, which a browser plays without anybody's codec."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 16000)
    return file.getvalue()


PLAY = "() => { const video = document.createElement('video'); video.src = '/film.wav'; video.muted = true; document.querySelector('main').prepend(video); return video.play(); }"


def test_video_is_counted_from_start_to_end_where_the_page_has_one(visit, counted, journal, settings):
    page = visit()
    page.context.route("**/film.wav", lambda route: route.fulfill(body=silence(), content_type="audio/wav"))
    page.goto(OPEN, wait_until="networkidle")
    journal.wait_for("view")
    page.evaluate(PLAY)
    page.wait_for_timeout(3_000)
    refused = [one for one in told(journal.new()) if one[0] == ""]
    settings.SECRET_KEY = re.search(r"SECRET_KEY=(\S+)", (counted.var / "demo.env").read_text())[1]
    shown = int(page.locator("[data-token]").get_attribute("data-page"))
    token = tokens.issue(Served("view", "buyers", page=shown, locale="fr"), time.time(), tokens.CAUSED)
    page.reload(wait_until="networkidle")
    journal.wait_for("view")
    page.evaluate("token => { document.querySelector('[data-token]').dataset.token = token }", token)
    page.evaluate(PLAY)

    found = journal.wait_for("video_start", "video_half", "video_end")
    assert refused == [("", "bad_token")] * 3
    assert [kind for kind, _reason in told(found) if kind.startswith("video")] == [
        "video_start",
        "video_half",
        "video_end",
    ]


@pytest.mark.parametrize(
    ("name", "value", "header"), [("globalPrivacyControl", "true", "Sec-GPC"), ("doNotTrack", "'1'", "DNT")]
)
def test_nothing_is_sent_where_the_browser_objects(visit, journal, matomo, name, value, header):
    page = visit(OBJECTS.format(name, value), extra_http_headers={header: "1"})
    sent = use(page)

    assert sent == []
    assert matomo.asked == []
    assert told(journal.new()) == [("", "disabled")]


def test_nothing_is_sent_after_the_opt_out(visit, journal, matomo):
    page = visit()
    page.goto(OPEN, wait_until="networkidle")
    page.locator("footer a[href$='/audience-measurement/']").click()
    page.locator("main form button").click()
    expect(page.locator("main form [name=wanted]")).to_have_value("on")
    [cookie] = page.context.cookies()
    matomo.asked.clear()
    journal.new()

    sent = use(page)

    assert (cookie["name"], cookie["value"], cookie["httpOnly"], cookie["sameSite"]) == ("no-count", "1", False, "Lax")
    assert sent == []
    assert matomo.asked == []
    assert told(journal.new()) == [("", "disabled")]


def test_opt_out_and_back_work_without_javascript(visit, journal):
    page = visit(java_script_enabled=False)
    page.goto("/fr/audience-measurement/")
    page.locator("main form button").click()
    out = page.context.cookies()
    page.locator("main form button").click()

    assert [cookie["name"] for cookie in out] == ["no-count"]
    assert page.context.cookies() == []


def test_without_javascript_views_and_entries_are_counted_and_nothing_is_sent(visit, journal, matomo):
    page = visit(java_script_enabled=False)
    page.goto(OPEN)
    page.goto("/fr/")

    assert matomo.asked == []
    assert told(journal.wait_for("view", "entry")) == [("view", ""), ("entry", ""), ("view", ""), ("entry", "")]


def use(page: Page) -> list[str]:
    """Do on an open page all that would be told; returns what the browser sent."""
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
    page.goto(OPEN, wait_until="networkidle")
    stay(page)
    page.locator("a[href^='tel:']").first.click()
    page.mouse.wheel(0, 40000)
    page.wait_for_timeout(500)
    return sent
