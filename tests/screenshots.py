"""Takes the pictures of the handbook and of `docs/editors.md`; `make screenshots`. A demonstration of its own, in a temporary folder.

After some screens as they are, they follow one text from its first word to the public and back, by the people whose job it is. Dates, and the colours of
a pixel here and there, differ from run to run; what is shown does not.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

import polib
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.acts import approve, choose_reviewer, follow, home_of, know_reviewer, press, send_link
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.live import PASSWORD, ROOT, LiveSite

PICTURES = ROOT / "static/img/handbook"
WIDTH, HEIGHT = 1280, 900
HOST = "campagnes.example.org"  # in addresses that are shown, in the place of a port that is another each time
TITLE, LEAD = "Deux mois au plus", "Une peine de deux mois au plus."
WORDS = {
    "en": {TITLE: "Two months at most", LEAD: "A sentence of two months at most."},
    "ar": {TITLE: "شهران على الأكثر", LEAD: "عقوبة شهرين على الأكثر."},
}
SCREENS = {  # of the demonstration's campaign, as it is built
    "today": "/admin/",
    "grid": "/admin/campaigns/1/plan/",
    "readiness": "/admin/campaigns/1/readiness/",
}
# A new campaign's answers, proposed and not created.
ANSWERS = {"name": "Acheter, c’est enfreindre la loi – printemps", "budget": "120000"}
MISTAKE = "A sentence of two years at most."


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder, sync_playwright() as playwright:
        site = LiveSite(Path(folder), {"ALLOWED_HOSTS": f"127.0.0.1,{HOST}"})
        site.run("demo", "--no-serve", "--port", str(site.port))
        site.run("shell", "-c", f"from wagtail.models import Site; Site.objects.update(hostname='{HOST}', port=443)")
        site.start()
        chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            tell(Team(browser, site))
        finally:
            browser.close()
            site.stop()


class Team:
    """People of the demonstration, each in a browser of their own."""

    def __init__(self, browser: Browser, site: LiveSite):
        self.browser, self.site = browser, site
        people = ("editor", "translator", "publisher", "lawyer")
        self.editor, self.translator, self.publisher, self.lawyer = map(self.sign_in, people)

    def open(self) -> Page:
        size = {"width": WIDTH, "height": HEIGHT}
        context = self.browser.new_context(
            base_url=self.site.url, viewport=size, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
        )
        return context.new_page()

    def sign_in(self, name: str) -> Page:
        page = self.open()
        page.goto("/admin/login/")
        page.get_by_role("textbox").first.fill(name)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        return page


def tell(team: Team) -> None:
    show(team.editor)
    propose(team.editor)
    write(team.editor)
    for language in WORDS:
        begin(team.editor, language)
    translate(team.translator, "en", {TITLE: WORDS["en"][TITLE], LEAD: MISTAKE})
    picture(team.translator, "translation-editor", until=f".js-translation-editor li:has-text('{MISTAKE}')")
    translate(team.translator, "en", {LEAD: WORDS["en"][LEAD]})
    submit(team.translator)
    picture_board(team.editor)
    translate(team.translator, "ar", WORDS["ar"])
    submit(team.translator)
    import_mistakes(team.translator)
    review(team)
    publish(team.publisher)
    take_down(team.publisher)


def picture(page: Page, name: str, *, until: str = "", more: int = 30) -> None:
    """The page from its top to `more` pixels below the end of what `until` finds first; else as high as the window."""
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    box = page.locator(until).first.bounding_box() if until else None
    height = round(box["y"] + box["height"]) + more if box else HEIGHT
    # Higher than what is shown of it, so that the editor's footer lies below.
    page.set_viewport_size({"width": WIDTH, "height": max(HEIGHT, height + 150)})
    page.screenshot(
        path=PICTURES / f"{name}.png",
        animations="disabled",
        clip={"x": 0, "y": 0, "width": WIDTH, "height": height},
    )
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def show(page: Page) -> None:
    for name, address in SCREENS.items():
        page.goto(address, wait_until="networkidle")
        picture(page, name)
    page.goto(SCREENS["grid"], wait_until="networkidle")
    picture(page, "timeline", until=".plan-timeline", more=15)


def propose(editor: Page) -> None:
    editor.goto("/admin/campaigns/new/", wait_until="networkidle")
    for name, said in ANSWERS.items():
        editor.locator(f"[name={name}]").fill(said)
    editor.locator("h1").first.scroll_into_view_if_needed()
    picture(editor, "beginning", until="main .workspace-actions", more=15)


def write(editor: Page) -> None:
    editor.goto(f"/admin/pages/add/home/standardpage/{home_of(editor)}/", wait_until="networkidle")
    editor.locator("[name=title]").fill(TITLE)
    editor.locator("[name=lead]").fill(LEAD)
    press(editor, "action-submit")


def begin(editor: Page, language: str) -> None:
    editor.goto(f"/admin/translations/?q={TITLE}", wait_until="networkidle")
    editor.locator(f"form:has(input[name=locale][value={language}]) button").click()
    editor.wait_for_url("**/translations/runs/*/")
    editor.locator("progress[value='1']").wait_for(timeout=180_000)  # after the sheets of the demonstration


def translate(translator: Page, language: str, words: dict[str, str]) -> None:
    open_translation(translator, language)
    for french, said in words.items():
        sentences = translator.locator(".js-translation-editor")
        row = sentences.get_by_text(french, exact=True).locator("xpath=ancestor::li[1]")
        row.get_by_role("button").first.click()
        sentences.locator("textarea, li input[type=text]").first.fill(said)
        translator.get_by_role("button", name=re.compile("^(Save|Enregistrer|Sauvegarder)")).first.click()
        translator.get_by_text(said).first.wait_for()
    translator.reload(wait_until="networkidle")


def open_translation(page: Page, language: str) -> None:
    page.goto(f"/admin/translations/?q={TITLE}&locale={language}", wait_until="networkidle")
    follow(page.locator(".listing td a[class^=board-]").first)


def submit(translator: Page) -> None:
    follow(translator.locator("form[action*=submit] button"))


def picture_board(editor: Page) -> None:
    editor.goto("/admin/translations/", wait_until="networkidle")
    editor.locator(".sidebar__collapse-toggle").click()
    picture(editor, "board", until=f"tr:has(a:text-is('{TITLE}'))")


def import_mistakes(translator: Page) -> None:
    """Of an agency that changed a number, lost a tag and left a doubt."""
    address = "/admin/translations/export/?locale=en"
    po = polib.pofile(translator.request.get(address).text())
    live = [entry for entry in po if entry.msgstr and TITLE not in entry.tcomment]
    number = next(entry for entry in live if re.search(r"\d\d", entry.msgstr))
    number.msgstr = re.sub(r"\d\d", "99", number.msgstr, count=1)
    tag = next(entry for entry in live if "<a " in entry.msgid and entry is not number)
    tag.msgstr = re.sub(r"</?a[^>]*>", "", tag.msgstr)
    doubt = next(entry for entry in live if entry not in (number, tag) and len(entry.msgid) > 60)
    doubt.flags.append("fuzzy")
    translator.goto("/admin/translations/import/?locale=en", wait_until="networkidle")
    file = {"name": "agence-en.po", "mimeType": "text/x-gettext-translation", "buffer": str(po).encode()}
    translator.locator("[name=file]").set_input_files(file)
    follow(translator.locator("form[enctype] [type=submit]"))
    picture(translator, "import-problems", until=".nice-padding p:has(a.button)")


def review(team: Team) -> None:
    """By a lawyer without an account, all three languages at once."""
    team.publisher.goto(f"/admin/translations/?q={TITLE}", wait_until="networkidle")
    follow(team.publisher.get_by_role("link", name=TITLE))
    key = key_of(team.publisher)
    know_reviewer(team.lawyer, team.publisher)
    choose_reviewer(team.lawyer, key)
    picture(team.lawyer, "link-form", until="form:has([name=reviewer])")
    address = send_link(team.lawyer, team.site)
    lawyer = team.open()
    lawyer.goto(address, wait_until="networkidle")
    lawyer.locator("[name=comment]").fill("Conforme.")
    picture(lawyer, "review")
    follow(lawyer.locator("button[value=approve]"))


def key_of(page: Page) -> str:
    return re.search(r"/pages/(\d+)/", page.url)[1]


def publish(publisher: Page) -> None:
    publisher.goto(f"/admin/translations/?q={TITLE}", wait_until="networkidle")
    follow(publisher.get_by_role("link", name=TITLE))
    approve(publisher)
    for language in WORDS:
        open_translation(publisher, language)
        if language == "en":
            publisher.locator(".sign-off details").evaluate("element => { element.open = true }")
            picture(publisher, "publication", until=".sign-off", more=0)
        follow(publisher.locator("form[action*=approve] button").first)


def take_down(publisher: Page) -> None:
    publisher.goto(f"/admin/translations/?q={TITLE}", wait_until="networkidle")
    follow(publisher.get_by_role("link", name=TITLE))
    publisher.goto(f"/admin/takedown/wagtailcore/page/{key_of(publisher)}/", wait_until="networkidle")
    publisher.locator("[name=reason]").fill("Le délai a changé.")
    picture(publisher, "takedown", until="form:has([name=reason])")
    publisher.locator("form:has([name=reason]) button").click()
    publisher.wait_for_url("**/takedowns/")
    publisher.locator(".listing details").first.evaluate("element => { element.open = true }")
    picture(publisher, "takedowns", until=".listing")


if __name__ == "__main__":
    main()
