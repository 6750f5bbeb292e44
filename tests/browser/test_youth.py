"""Pages for young people in a real browser: chat and quiz by keyboard, whole without JavaScript, nothing sent or kept."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from demo import youth
from tests.browser.test_interactive import watched
from tests.prevention import living_youth as living

SECTION, *UNDER = youth.slugs()
CHATS = ["le-nouveau-telephone", "un-week-end"]
CHAT, QUIZ = CHATS[0], "vrai-ou-faux"


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory):
    """In place of the whole demonstration: its pages for young people alone, in French and Arabic."""
    site = living.built(tmp_path_factory.mktemp("youth"), ["ar"])
    site.start("--no-worker")
    yield site
    site.stop()


def address(slug: str = "", language: str = "fr") -> str:
    return f"/{language}/{SECTION}/{slug and slug + '/'}"


def opened(page: Page, slug: str, language: str = "fr") -> None:
    """A chat or a quiz, behind its warning where it has one to open."""
    page.goto(address(slug, language))
    expect(page.locator("[data-ready]")).to_have_count(1)
    if slug in CHATS:
        page.locator("details.content-warning > summary").click()


def replies(page: Page):
    return page.locator(".stage > .replies button")


def walk(page: Page) -> int:
    """Give the last answer of each scene, until the chat ends; returns how many were given."""
    given = 0
    while replies(page).count():
        replies(page).last.click()
        given += 1
    return given


def test_whom_to_call_stands_below_the_conversation_and_parts_no_bubbles(page):
    page.goto(address(CHAT))
    expect(page.locator("[data-ready]")).to_have_count(1)
    calls, above = page.locator(".chat > .first-calls"), page.locator("main > .first-calls")
    assert (above.is_visible(), calls.is_visible()) == (True, False)

    page.locator("details.content-warning > summary").click()
    expect(calls).to_be_visible()
    assert above.is_visible() is False

    replies(page).first.click()
    assert page.locator(".stage .first-calls").count() == 0
    assert calls.bounding_box()["y"] > replies(page).last.bounding_box()["y"]

    walk(page)
    assert calls.count() == 1
    assert calls.bounding_box()["y"] > page.locator(".stage .message").last.bounding_box()["y"]


@pytest.mark.parametrize("chat", CHATS)
def test_chat_begins_on_the_first_screen_of_a_telephone(open_context, chat):
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(address(chat))
    expect(page.locator("[data-ready]")).to_have_count(1)
    warning = page.locator("details.content-warning > summary").bounding_box()

    page.locator("details.content-warning > summary").click()
    expect(page.locator(".one-screen")).to_have_count(1)

    assert warning["y"] + warning["height"] < 740
    expect(page.locator(".stage .message").first).to_be_in_viewport()
    assert page.locator(".stage .message").first.bounding_box()["y"] < 370


@pytest.mark.parametrize("chat", CHATS)
def test_chat_names_each_way_back(page, chat):
    opened(page, chat)
    replies(page).first.click()
    after_one = page.locator("main .moves button").all_inner_texts()

    walk(page)

    assert after_one[0] == "Reprendre la dernière réponse"
    assert page.locator("main .moves button").all_inner_texts() == [after_one[0], "Recommencer"]


def test_chat_shows_messages_with_their_writers_and_follows_an_answer(page):
    opened(page, CHAT)
    shown = page.locator(".stage .message")
    assert shown.count() == 4
    assert [name.text_content().strip(" :\u00a0\u202f") for name in page.locator(".stage .who").all()][1] == "Alex"

    page.get_by_role("button", name="Non merci, c’est trop.").click()

    assert page.locator(".stage .turn.mine").inner_text().endswith("Non merci, c’est trop.")
    expect(page.locator(".stage .turn").last).to_be_focused()
    assert page.locator(".stage .turn").last.get_by_text("Je croyais qu’on était amis.").count() == 1
    assert page.locator(".way-out").is_hidden()


def test_every_end_of_a_chat_helps(page):
    opened(page, CHAT)

    assert walk(page) == 2

    assert page.locator(".stage .turn .call-to-action a").last.get_attribute("href") == address("infos-12-14")
    assert page.locator(".way-out .helpline").count() == 4


def test_chat_needs_no_mouse(page):
    page.goto(address(CHAT))
    expect(page.locator("[data-ready]")).to_have_count(1)
    page.locator("details.content-warning > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")  # the second answer

    assert page.locator(".stage .turn.mine").inner_text().endswith("Non merci, c’est trop.")
    calls = page.locator(".stage ~ .first-calls a").all()
    assert [call.get_attribute("href") for call in calls] == ["tel:119", "tel:3018"]
    for reached in (*replies(page).all(), *calls):
        page.keyboard.press("Tab")
        expect(reached).to_be_focused()


def test_messages_come_one_after_the_other_unless_movement_is_unwanted(open_context):
    delays = {}
    for wish in ("no-preference", "reduce"):
        page = open_context(reduced_motion=wish).new_page()
        opened(page, CHAT)
        style = "messages => messages.map(one => [getComputedStyle(one).animationName, getComputedStyle(one).animationDelay])"
        delays[wish] = page.locator(".stage .message").evaluate_all(style)

    assert delays["no-preference"] == [["arrive", f"{seconds}s"] for seconds in (0, 0, 1, 3)]
    assert {name for name, _delay in delays["reduce"]} == {"none"}


def test_whole_story_can_be_read_beside_the_chat(page):
    opened(page, CHAT)
    told = page.locator(".listing .scene")
    assert not told.first.is_visible()

    page.locator(".listing > summary").click()

    assert (told.first.is_visible(), told.count()) == (True, 8)


def test_quiz_explains_each_answer_at_once_and_needs_no_mouse(page):
    opened(page, QUIZ)
    page.locator(".stage button").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # false
    page.keyboard.press("Enter")

    expect(page.locator(".stage h2")).to_be_focused()
    read = page.locator(".stage > :is(.verdict, .given, .explanation)")
    assert [one.get_attribute("class") for one in read.all()] == ["verdict", "given", "explanation"]
    verdict = page.locator(".listing .verdict").first.text_content()
    assert page.locator(".stage h2").text_content() == verdict != "Faux"
    assert page.locator(".stage .given q").inner_text() == "Faux"
    assert page.locator(".stage .given").inner_text().endswith("\u00a0: c’est la bonne réponse.")
    assert page.locator(".stage .explanation").inner_text().startswith("Un cadeau ne se rembourse pas.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".stage h2").inner_text().startswith("Payer un acte sexuel")


@pytest.mark.parametrize(
    ("answers", "result"), [("11111", "Tu sais repérer la pression"), ("00000", "Ces idées, on les entend partout")]
)
def test_quiz_ends_with_words_and_help(page, answers, result):
    opened(page, QUIZ)
    page.locator(".stage button").first.click()
    for right in answers:
        question = page.locator(".stage h2").inner_text()
        true = question.startswith("Payer un acte") == (right == "1")
        page.locator(".choice").nth(0 if true else 1).click()
        page.locator(".stage .moves button").first.click()
        page.locator(".stage .moves button").first.click()

    assert page.locator(".stage h2").inner_text() == result
    assert page.locator(".way-out .helpline").count() == 4
    assert page.locator(".stage .result a").get_attribute("href") == address()


def test_way_to_the_content_is_seen_above_the_exit(page):
    page.goto(address())
    link = page.locator(".skip-links a").first

    link.focus()

    assert link.evaluate(
        """link => {
            const { left, top, width, height } = link.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2) === link;
        }"""
    )


@pytest.mark.parametrize("slug", [CHAT, QUIZ])
def test_nothing_is_asked_for_and_nothing_is_kept(open_context, slug):
    page, asked = watched(open_context(locale="fr-FR"))
    page.goto(address(slug), wait_until="networkidle")
    asked.clear()
    opened_at, entries = page.url, page.evaluate("history.length")

    if slug == CHAT:
        page.locator("details.content-warning > summary").click()
        assert walk(page) == 2
    else:
        page.locator(".stage button").first.click()
        while page.locator(".stage .moves button").count():
            if page.locator(".choice").count():
                page.locator(".choice").first.click()
            page.locator(".stage .moves button").first.click()

    assert (asked, page.evaluate("used")) == ([], [])
    assert (page.url, page.evaluate("history.length")) == (opened_at, entries)
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []


def test_coming_back_finds_nothing_of_the_chat(page):
    page.goto(address())
    opened(page, CHAT)
    replies(page).first.click()

    page.go_back()
    page.go_forward()

    expect(page.locator("[data-ready]")).to_have_count(1)
    assert page.locator(".mine").count() == 0


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("slug", ["", *UNDER])
def test_page_is_whole_without_javascript(open_context, slug, language):
    page = open_context(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
    page.goto(address(slug, language))

    for summary in page.locator("details.content-warning > summary").all():
        summary.click()
    seen = dict.fromkeys(CHATS, ".scene .words") | {QUIZ: ".answers .explanation", "": ".ways-on a"}
    shown = page.locator(seen.get(slug, ".first-helplines .ways a"))
    assert shown.count() >= 3
    assert [one for one in shown.all() if not one.is_visible()] == []
    assert page.locator(".stage:visible, main form, main input, main button").count() == 0


def test_story_is_followed_by_links_without_javascript(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(address(CHAT))
    page.locator("details.content-warning > summary").click()

    page.locator("#turn-debut").get_by_role("link", name="J’en parle à Inès.").click()

    assert page.url.endswith("#turn-amie")
    assert page.locator("#turn-amie").is_visible()


@pytest.mark.parametrize("slug", ["", *UNDER])
def test_first_numbers_are_the_child_s_own(open_context, slug):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(address(slug))

    links = page.locator("main .ways a").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    assert links[:3] == ["tel:119", "tel:3018", "sms:114"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_any_screen(open_context, language, scheme):
    page = open_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, reduced_motion="reduce").new_page()
    found = []

    def look(where: str) -> None:
        for violation in Axe().run(page).response["violations"]:
            found.append((where, violation["id"], [node["html"][:120] for node in violation["nodes"]]))

    for slug in ("", *UNDER[:3]):
        page.goto(address(slug, language))
        look(slug)
    opened(page, CHAT, language)
    look("first scene")
    replies(page).first.click()
    look("second scene")
    walk(page)
    page.locator(".listing > summary").click()
    look("end and whole story")
    opened(page, QUIZ, language)
    page.locator(".stage button").first.click()
    look("question")
    page.locator(".choice").first.click()
    page.locator(".stage .moves button").first.click()
    look("explanation")

    assert found == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_narrowest_phone_shows_large_targets_and_scrolls_one_way(phone, language):
    small = """() => [...document.querySelectorAll("main :is(button, summary, .choice, .ways-on a, .ways a)")].filter(e => e.offsetParent)
        .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
    seen = {}
    for slug in ("", *UNDER):
        phone.goto(address(slug, language))
        if slug in CHATS:
            opened(phone, slug, language)
            replies(phone).first.click()
            phone.locator(".listing > summary").click()
        seen[slug] = (phone.evaluate("document.documentElement.scrollWidth"), phone.evaluate(small))

    assert seen == dict.fromkeys(("", *UNDER), (320, []))


def test_arabic_is_mirrored(open_context):
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    opened(page, CHAT, "ar")
    replies(page).first.click()

    stage, said, mine = (
        page.locator(name).first.bounding_box() for name in (".stage", ".stage .message-unknown", ".stage .mine")
    )

    assert round(said["x"] + said["width"]) == round(stage["x"] + stage["width"])
    assert round(mine["x"]) == round(stage["x"])


@pytest.mark.parametrize("slug", ["", *UNDER])
def test_quick_exit_stands_on_every_page(page, slug):
    page.goto(address(slug))

    assert page.locator(".quick-exit .leave").is_visible()
    assert "prostit" not in page.title().lower()
