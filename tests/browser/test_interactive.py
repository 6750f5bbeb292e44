"""Self-check and dialogue in a real browser: nothing leaves it, nothing stays in it, everybody can use them."""

import re
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.acts import follow, home_of, press

OF_THE_SCALE = 'data-of="pensee" data-answer="5"'
CHECK, DIALOGUE = "ou-j-en-suis/", "pourquoi-etes-vous-la/"

# Every way by which a page could tell or keep something, noted as it is used.
WATCH = """
  window.used = [];
  const note = (owner, name, label) => {
    const original = owner[name];
    owner[name] = function (...rest) { window.used.push(label); return original.apply(this, rest); };
  };
  for (const name of ["getItem", "setItem", "removeItem", "clear", "key"]) note(Storage.prototype, name, `storage.${name}`);
  for (const name of ["localStorage", "sessionStorage"]) {
    const getter = Object.getOwnPropertyDescriptor(window, name).get;
    Object.defineProperty(window, name, { get() { window.used.push(name); return getter.call(this); } });
  }
  for (const name of ["open", "deleteDatabase", "databases"]) note(IDBFactory.prototype, name, `indexedDB.${name}`);
  for (const name of ["pushState", "replaceState"]) note(History.prototype, name, `history.${name}`);
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(document, "cookie", {
    get() { window.used.push("cookie"); return cookie.get.call(this); },
    set(value) { window.used.push("cookie"); cookie.set.call(this, value); },
  });
  note(window, "fetch", "fetch");
  note(XMLHttpRequest.prototype, "send", "xhr");
  note(Navigator.prototype, "sendBeacon", "beacon");
  if (window.CacheStorage) note(CacheStorage.prototype, "open", "caches");
  window.told = [];
  for (const name of ["reach:check_start", "reach:check_done"])
    document.addEventListener(name, (event) => window.told.push([name, event.detail]));
"""


def watched(context) -> tuple[Page, list[str]]:
    """A page that notes what it uses, and the list of all that it asks for from now on."""
    context.add_init_script(WATCH)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    return page, asked


def go_on(page: Page, *answers: int) -> None:
    """Tick answers by their number, and continue."""
    for answer in answers:
        page.locator(".choice").nth(answer).click()
    page.locator(".stage .moves button").first.click()


def begin(page: Page) -> None:
    page.locator(".stage button").first.click()


def take_back(page: Page) -> None:
    """To the question before, by the button of the page."""
    before = page.evaluate("history.state.step")
    page.locator(".stage button.quiet").click()
    page.wait_for_function("before => history.state?.step !== before", arg=before)


def heading(page: Page) -> str:
    return page.locator(".stage h2").inner_text()


def finish(page: Page) -> None:
    """Answer the first of each question until there is a result."""
    while page.locator("fieldset").count():
        go_on(page, 0)


@pytest.fixture
def check(open_context, site):
    page, asked = watched(open_context(viewport={"width": 1280, "height": 900}, locale="fr-FR"))
    page.goto(f"/fr/{CHECK}", wait_until="networkidle")
    expect(page.locator("[data-ready]")).to_have_count(1)
    asked.clear()
    return page, asked


def test_whole_self_check_tells_that_it_began_and_ended_and_keeps_nothing(check):
    page, asked = check
    address, entries = page.url, page.evaluate("history.length")
    sent = []
    page.on("request", lambda request: sent.append((request.url, parse_qs(request.post_data)["kind"][0])))

    begin(page)
    go_on(page, 2)
    go_on(page, 2)
    go_on(page, 0, 3)
    go_on(page, 4)
    take_back(page)
    go_on(page, 3)
    go_on(page, 2)
    go_on(page, 1)

    assert heading(page) == "Cela pèse, sur vous et sur d’autres"
    # The cookie is read: whoever asked for it is not counted. The history is told of each screen.
    screens = ["history.pushState"]
    assert page.evaluate("used") == [*screens, "cookie", "beacon", *screens * 7, "cookie", "beacon"]
    assert [(url.rsplit("/", 1)[1], kind) for url, kind in sent] == [("r", "check_start"), ("r", "check_done")]
    assert len(asked) == 2
    assert (page.url, page.evaluate("[history.length, history.state]")) == (address, [entries + 7, {"step": 7}])
    assert page.evaluate("told") == [["reach:check_start", None], ["reach:check_done", None]]
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []


def test_dialogue_is_printed_whole(page):
    page.goto(f"/fr/{DIALOGUE}", wait_until="networkidle")
    expect(page.locator("[data-ready]")).to_have_count(1)
    page.emulate_media(media="print")

    expect(page.locator(".stage")).to_be_hidden()
    expect(page.locator(".way-out")).to_be_visible()
    assert [one.is_visible() for one in page.locator(".exchange").all()] == [True] * page.locator(".exchange").count()


def test_whole_dialogue_sends_nothing_and_keeps_nothing(open_context):
    page, asked = watched(open_context(locale="fr-FR"))
    page.goto(f"/fr/{DIALOGUE}", wait_until="networkidle")
    expect(page.locator("[data-ready]")).to_have_count(1)
    asked.clear()
    address, entries = page.url, page.evaluate("history.length")

    for reply in ("La personne est d’accord.", "Et la personne, que risque-t-elle ?", "Je voudrais arrêter."):
        page.get_by_role("button", name=reply).click()

    assert page.locator(".turn").last.get_by_role("link").get_attribute("href") == "/fr/je-veux-arreter/"
    assert page.evaluate("used") == []
    assert asked == []
    assert (page.url, page.evaluate("[history.length, history.state]")) == (address, [entries, None])
    assert page.evaluate("told") == []
    assert page.context.storage_state()["origins"] == []


def test_points_and_for_whom_a_result_is_are_not_shown_to_whoever_answers(check):
    page, _asked = check

    begin(page)
    expect(page.locator(".stage .choice").nth(1)).to_have_text("Une fois")
    finish(page)

    expect(page.locator(".stage h2")).to_have_text("Votre doute peut protéger quelqu’un")
    expect(page.locator(".meant:visible, .counting:visible")).to_have_count(0)


def test_helplines_stand_once_and_never_out_of_sight(check):
    page, _asked = check
    called, way = page.locator('a[href="tel:119"]:visible'), page.locator("#help")
    expect(page.locator(".footer-helplines")).to_be_hidden()
    assert called.count() == 1

    begin(page)
    expect(page.locator(".footer-helplines")).to_be_visible()
    seen = (called.count(), way.evaluate("element => element.className"))
    title = page.locator("h1").evaluate("element => getComputedStyle(element).fontSize")
    finish(page)

    assert (seen, title) == ((1, "footer-helplines"), "18px")
    expect(page.locator(".footer-helplines")).to_be_hidden()
    assert (called.count(), way.evaluate("element => element.className")) == (1, "helplines")


def test_watch_sees_what_it_watches(open_context):
    page, asked = watched(open_context())
    page.goto("/fr/", wait_until="networkidle")
    asked.clear()

    page.evaluate("localStorage.setItem('a', 'b'); document.cookie; history.replaceState({}, ''); fetch('/healthz')")

    assert page.evaluate("used") == ["localStorage", "storage.setItem", "cookie", "history.replaceState", "fetch"]
    assert [url.rsplit("/", 1)[1] for url in asked] == ["healthz"]


def test_self_check_needs_no_mouse(check):
    page, _asked = check
    page.locator(".stage button").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"

    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # never
    page.keyboard.press("Enter")
    assert heading(page).split() == [
        "Ces",
        "temps-ci,",
        "à",
        "quel",
        "point",
        "y",
        "pensez-vous",
        "?",
    ]  # whatever the spaces
    assert page.evaluate("document.activeElement.textContent") == heading(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert heading(page) == "Cela tient peu de place dans votre vie"
    assert page.evaluate("document.activeElement.textContent") == heading(page)


def test_question_without_an_answer_says_so_and_stays(check):
    page, _asked = check
    begin(page)
    question = heading(page)

    go_on(page)

    assert heading(page) == question
    assert page.get_by_role("alert").inner_text() != ""
    assert page.evaluate("document.activeElement.type") == "radio"


def test_back_shows_the_former_question_with_its_answer(check):
    page, _asked = check
    begin(page)
    go_on(page, 2)
    go_on(page, 1)

    take_back(page)
    take_back(page)

    assert page.locator(".choice input").evaluate_all("inputs => inputs.map(input => input.checked)") == [
        False,
        False,
        True,
        False,
    ]


def test_back_button_of_the_browser_goes_through_the_questions_and_loses_nothing(check):
    page, asked = check
    address = page.url
    begin(page)
    go_on(page, 0)
    go_on(page, 2)
    go_on(page, 1)
    go_on(page, 0)
    result = heading(page)
    asked.clear()

    def ticked() -> list[int]:
        return page.locator(".choice input").evaluate_all("all => all.flatMap((one, at) => (one.checked ? [at] : []))")

    def walk(step: str) -> tuple[str, list[int]]:
        page.evaluate(f"history.{step}()")
        page.wait_for_function("seen => document.querySelector('.stage')?.textContent !== seen", arg=page.seen)
        page.seen = page.locator(".stage").text_content()
        return page.locator(".stage h2, .stage button").first.inner_text(), ticked()

    page.seen = page.locator(".stage").text_content()
    back = [walk("back")[1] for _question in range(4)]
    start = walk("back")[0]
    forth = [walk("forward")[1] for _question in range(4)]

    assert back == [[0], [1], [2], [0]]
    assert start == "Commencer"
    assert forth == back[::-1]
    assert walk("forward")[0] == result
    assert (page.url, asked) == (address, [])


def test_changed_answer_changes_the_way_and_the_former_one_no_longer_counts(check):
    page, _asked = check
    begin(page)
    go_on(page, 2)
    go_on(page, 2)
    take_back(page)
    take_back(page)

    go_on(page, 0)  # never: two questions are passed over
    go_on(page, 0)
    go_on(page, 2)
    go_on(page, 0)

    assert heading(page) == "Cela tient peu de place dans votre vie"


def test_answer_decides_whatever_the_points(open_context):
    """Of the demonstration none does: here the highest step of the scale decides for its first result."""
    page = open_context(locale="fr-FR").new_page()

    def ruled(route) -> None:
        response = route.fetch()
        body = re.sub(r'data-of=""\s+data-answer=""', OF_THE_SCALE, response.text(), count=1)
        assert OF_THE_SCALE in body
        route.fulfill(response=response, body=body)

    page.route(f"**/fr/{CHECK}", ruled)
    page.goto(f"/fr/{CHECK}")
    expect(page.locator("[data-ready]")).to_have_count(1)
    begin(page)
    go_on(page, 2)
    go_on(page, 2)
    go_on(page, 0, 1, 2, 3)
    go_on(page, 4)
    go_on(page, 0)
    go_on(page, 1)

    assert heading(page) == "Cela tient peu de place dans votre vie"


def test_doubt_of_whoever_paid_ends_with_both_ways(check):
    page, _asked = check
    begin(page)
    go_on(page, 2)
    go_on(page, 2)
    go_on(page, 0, 1, 2, 3)
    go_on(page, 4)
    go_on(page, 0)
    go_on(page, 1)

    assert heading(page) == "Arrêtez, et dites votre doute"
    ways = page.locator(".stage .result a, .way-out .call-to-action a").evaluate_all(
        "links => links.map(a => a.pathname)"
    )
    assert ways == ["/fr/je-veux-arreter/", "/fr/acheteurs/je-soupconne-quelque-chose/"]


def test_progress_counts_what_can_still_come(check):
    page, _asked = check
    begin(page)
    numbers = re.compile(r"\d+")
    seen = [numbers.findall(page.locator(".progress p").inner_text())]

    go_on(page, 0)
    seen.append(numbers.findall(page.locator(".progress p").inner_text()))

    assert seen == [["1", "6"], ["2", "4"]]
    assert numbers.findall(page.get_by_role("status").text_content()) == ["2", "4"]


@pytest.mark.parametrize(("path", "first"), [(CHECK, ".choice"), (DIALOGUE, ".replies button")])
def test_whoever_leaves_and_comes_back_finds_nothing_and_leaves_with_one_step(open_context, path, first):
    page = open_context(locale="fr-FR").new_page()
    page.goto("/fr/")
    page.goto(f"/fr/{path}")
    expect(page.locator("[data-ready]")).to_have_count(1)
    if path == CHECK:
        begin(page)
        go_on(page, 2)
    page.locator(first).first.click()

    page.goto("/fr/comprendre/")
    page.go_back()

    expect(page.locator("[data-ready]")).to_have_count(1)
    assert page.locator("fieldset, .mine").count() == 0
    assert page.locator(".one-screen").count() == 0
    page.wait_for_function("!history.state?.step")
    page.go_back()
    assert page.url.endswith("/fr/")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_everything_is_there_without_javascript(open_context, language):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"/{language}/{CHECK}")

    assert page.locator(".question h3").count() == 6
    assert page.locator(".question li").count() == 21
    assert page.locator(".result h3").count() == 7
    assert page.locator(".result .meant:visible").count() == 7
    assert page.locator(".question .goes-on:visible").count() == 2
    assert page.locator(".counting td + td:visible").count() == 16 + 7  # the answers that give points, and the totals
    assert page.locator(".helplines .helpline").count() > 0
    assert page.locator(".stage").is_hidden()
    assert [page.locator(f"main {name}").count() for name in ("input", "button", "form")] == [0, 0, 0]
    assert page.locator(".listing").first.is_visible()


def test_questions_are_followed_by_links_without_javascript_and_back(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"/fr/{CHECK}")

    page.locator("#q1 .goes-on a").first.click()
    assert page.url.endswith("#q4")
    page.go_back()

    assert page.url.endswith(CHECK)


def test_dialogue_is_followed_by_links_without_javascript(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"/fr/{DIALOGUE}")

    page.locator("#turn-debut").get_by_role("link", name="Je me sens seul.").click()

    assert page.url.endswith("#turn-seul")
    assert page.locator("#turn-seul").is_visible()
    assert page.locator(".exchange").count() == 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_any_screen(open_context, language, scheme):
    page = open_context(viewport={"width": 360, "height": 800}, color_scheme=scheme).new_page()
    found = []

    def look(where: str) -> None:
        for violation in Axe().run(page).response["violations"]:
            found.append((where, violation["id"], [node["html"][:120] for node in violation["nodes"]]))

    page.goto(f"/{language}/{CHECK}")
    begin(page)
    step = 0
    while page.locator("fieldset").count():
        look(f"question {step}")
        go_on(page, min(1, page.locator(".choice").count() - 1))
        step += 1
    look("result")
    page.goto(f"/{language}/{DIALOGUE}")
    while page.locator(".stage .replies button").count():
        look("dialogue")
        page.locator(".stage .replies button").first.click()
    look("end of the dialogue")

    assert step > 4
    assert found == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_narrowest_phone_shows_large_targets_and_scrolls_one_way(phone, language):
    def measured() -> tuple[list, int]:
        small = phone.evaluate(
            """() => [...document.querySelectorAll("main button, .choice")].filter(e => e.offsetParent)
                .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
        )
        return small, phone.evaluate("document.documentElement.scrollWidth")

    phone.goto(f"/{language}/{CHECK}")
    begin(phone)
    seen = [measured()]
    for _ in range(3):
        go_on(phone, 1)
        seen.append(measured())
    phone.goto(f"/{language}/{DIALOGUE}")
    phone.locator(".stage .replies button").first.click()
    seen.append(measured())

    assert seen == [([], 320)] * 5


def test_arabic_is_mirrored(open_context):
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/ar/{DIALOGUE}")
    page.locator(".stage .replies button").first.click()

    said, mine = (page.locator(f".stage {name}").first.bounding_box() for name in (".turn", ".mine"))
    stage = page.locator(".stage").bounding_box()

    assert round(said["x"] + said["width"]) == round(stage["x"] + stage["width"])
    assert round(mine["x"]) == round(stage["x"])


def edit(admin: Page, title: str) -> None:
    admin.goto(f"/admin/pages/{home_of(admin)}/", wait_until="networkidle")
    follow(admin.get_by_role("link", name=title).first)


def test_editor_is_shown_an_unknown_key_at_the_answer_that_names_it(admin):
    edit(admin, "Où j’en suis")
    answer = admin.locator("[name='questions-0-value-answers-0-value-goes_to']")
    answer.fill("nulle-part")

    press(admin, "action-submit")

    field = admin.locator("[data-contentpath='goes_to']").first
    assert "nulle-part" in field.inner_text()


@pytest.mark.parametrize(
    ("title", "first"),
    [("Où j’en suis", ".stage button"), ("Pourquoi êtes-vous là ?", ".stage .replies button")],
)
def test_editor_previews_a_page_that_works(admin, title, first):
    edit(admin, title)

    admin.get_by_role("button", name=re.compile("Aperçu|prévisualisation", re.IGNORECASE)).first.click()

    preview = admin.frame_locator("iframe[title]").first
    expect(preview.locator(first).first).to_be_visible(timeout=20_000)  # Wagtail asks for it in its own time
