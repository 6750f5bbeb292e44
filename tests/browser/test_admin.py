"""The admin in a real browser: editors work under the policy, and no script or style of theirs is refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import approve, follow, press


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/snippets/facts/fact/",
        "/admin/snippets/facts/helpline/",
        "/admin/snippets/plan/campaign/",
        "/admin/images/",
        "/admin/reports/facts/",
        "/admin/reports/image-rights/",
        "/admin/reports/periodic-work/",
        "/admin/locales/",
        "/admin/translations/",
        "/admin/translations/runs/",
        "/admin/translations/import/",
        "/admin/takedowns/",
    ],
)
def test_admin_page_is_shown_without_a_complaint(admin, path):
    admin.goto(path, wait_until="networkidle")

    expect(admin.get_by_role("heading", level=1).first).to_be_attached()


def test_filters_of_a_list_stay_until_they_are_taken_off(admin):
    address = "/admin/snippets/plan/campaign/"
    admin.goto(f"{address}?audience=buyers", wait_until="networkidle")
    admin.goto("/admin/", wait_until="networkidle")

    admin.goto(address)
    expect(admin).to_have_url(re.compile(r"\?audience=buyers$"))
    taken_off = admin.locator(".w-pill__remove")
    taken_off.click()
    expect(taken_off).to_have_count(0)
    admin.goto("/admin/", wait_until="networkidle")
    admin.goto(address, wait_until="networkidle")

    expect(admin).to_have_url(re.compile(r"/campaign/$"))


def test_picker_of_dates_closes_with_escape_and_does_not_stay_where_a_field_was_passed(admin):
    admin.goto("/admin/snippets/plan/calendarentry/add/", wait_until="networkidle")
    pickers, day = admin.locator(".xdsoft_datetimepicker:visible"), admin.locator("[name=first_day]")

    day.click()
    expect(pickers).to_have_count(1)
    admin.keyboard.press("Escape")
    expect(pickers).to_have_count(0)

    admin.locator("[name=title]").click()
    for _field in range(4):
        admin.keyboard.press("Tab")
    expect(admin.locator("[name=repeats]")).to_be_focused()
    expect(pickers).to_have_count(0)

    day.click()
    pickers.locator("td.xdsoft_date").nth(10).click()
    expect(day).not_to_have_value("")


def edit_url(admin, title: str, language: str) -> str:
    admin.goto(f"/admin/pages/search/?q={title}", wait_until="networkidle")
    links = admin.locator("main").get_by_role("link", name=re.compile(title))
    for position in range(links.count()):
        href = links.nth(position).get_attribute("href")
        if "/edit/" in href:
            return href
    raise AssertionError(f"no page called {title}")


def test_editor_puts_a_fact_into_a_sentence_and_sees_it_in_the_preview(admin):
    admin.goto(edit_url(admin, "Parents et professionnels", "fr"), wait_until="networkidle")
    editor = admin.locator(".Draftail-Editor").first
    content = editor.locator(".public-DraftEditor-content")

    content.click()
    admin.keyboard.press("Control+End")
    admin.keyboard.type(" Amende : /")
    admin.get_by_role("option", name=re.compile("^(Fact|Fait)$")).click()
    admin.locator(".modal [name=q]").fill("récidive")
    admin.get_by_role("link", name="Achat, récidive, amende").click()

    expect(editor.get_by_text("Achat, récidive, amende")).to_be_visible()


def test_fact_changed_in_the_admin_changes_the_public_pages_once_it_is_signed_off(sign_in, open_context):
    visitor = open_context().new_page()
    visitor.goto("/fr/comprendre/")
    assert "3\u202f750" in visitor.content()
    editor = sign_in("editor")
    editor.goto("/admin/snippets/facts/fact/", wait_until="networkidle")
    editor.get_by_role("link", name="Achat, récidive, amende", exact=True).click()
    editor.wait_for_url("**/edit/**")
    editor.locator("[name=value]").fill("3 800")
    editor.locator("[name=verified_on]").fill("25/11/2026")
    address = editor.url

    press(editor, "action-submit")
    visitor.reload()
    assert "3\u202f750" in visitor.content()
    for person in ("lawyer", "publisher"):
        decider = sign_in(person)
        decider.goto(address, wait_until="networkidle")
        approve(decider)

    for path, value in (
        ("/fr/comprendre/", "3\u202f800"),
        ("/en/comprendre/", "3,800"),
        ("/ar/campagnes/acheter-est-interdit/", "3800"),
    ):
        visitor.goto(path)
        assert value in visitor.content()


def test_value_that_is_no_number_is_refused_beside_the_field(admin):
    admin.goto("/admin/snippets/facts/fact/", wait_until="networkidle")
    admin.get_by_role("link", name="Achat, première fois, amende", exact=True).click()
    admin.locator("[name=value]").fill("beaucoup")
    admin.get_by_role("button", name=re.compile("Enregistrer|Save")).first.click()

    expect(admin.get_by_text("« beaucoup »")).to_be_visible()


def test_translator_s_editor_shows_the_arabic_translation(admin):
    admin.goto("/admin/translations/?locale=ar&q=Acheter, c’est enfreindre la loi", wait_until="networkidle")
    admin.locator("a.board-live").first.click()

    expect(admin.get_by_text("Acheter, c’est enfreindre la loi").first).to_be_visible()


NARROW = {"width": 360, "height": 780}
# Puts the questions of `address` behind a button, whatever the state is in which their own are shown.
ASK = """(form, [address, data]) => {
  form.action = address
  for (const [name, value] of Object.entries(data))
    form.append(Object.assign(document.createElement("input"), { name, value }))
  form.append(Object.assign(document.createElement("button"), { id: "ask", textContent: "?" }))
}"""


def is_cut_off(page) -> bool:
    """Wagtail hides what is wider than the screen: nobody can scroll to it."""
    return page.locator("main").evaluate("main => main.scrollWidth > main.clientWidth")


def test_nothing_of_a_page_that_asks_is_cut_off_on_a_telephone(sign_in):
    editor, publisher = sign_in("editor"), sign_in("publisher")
    for page in (editor, publisher):
        page.set_viewport_size(NARROW)
    found = {}

    def look(name: str, page) -> None:
        found[name] = is_cut_off(page)

    edit = edit_url(publisher, "Signaler une faille", "fr")
    publisher.goto(edit.replace("/edit/", "/unpublish/"), wait_until="networkidle")
    look("unpublish", publisher)

    editor.goto(edit, wait_until="networkidle")
    press(editor, "action-submit")
    editor.goto(edit, wait_until="networkidle")
    press(editor, "action-cancel-workflow")
    look("cancel", editor)
    follow(editor.locator("button.serious"))

    publisher.goto(
        edit.replace("/pages/", "/takedown/wagtailcore/page/").replace("edit/", ""), wait_until="networkidle"
    )
    look("take down", publisher)
    follow(publisher.locator("button.serious"))
    publisher.goto(edit.replace("/edit/", "/delete/"), wait_until="networkidle")  # what is public is not deleted
    look("delete", publisher)
    publisher.goto("/admin/takedowns/", wait_until="networkidle")
    look("what was taken down", publisher)
    follow(publisher.locator("form[action*=undo] button"))
    look("put back", publisher)
    follow(publisher.locator("form:has([name=confirmed]) [type=submit]"))

    for path in (
        "takedown/plan/campaign/1/",
        "campaigns/1/close/",
        "testimonies/2/withdraw/",
        "campaigns/1/readiness/",
    ):
        publisher.goto(f"/admin/{path}", wait_until="networkidle")
        look(path, publisher)
    for path, data in (
        ("campaigns/1/launch/", {"act": "start", "wave": "3"}),
        ("results/1/public/", {"act": "on"}),
    ):
        publisher.goto("/admin/campaigns/1/readiness/", wait_until="networkidle")
        publisher.locator("form[action*=check]").first.evaluate(ASK, [f"/admin/{path}", data])
        follow(publisher.locator("#ask"))
        expect(publisher.locator("[name=confirmed]")).to_be_attached()
        look(path, publisher)

    publisher.goto("/admin/outside-reviewers/", wait_until="networkidle")
    publisher.locator("[name=name]").fill("Me Longuenuit")
    publisher.locator("[name=email]").fill("premiere.longuenuit.de-la-tour@cabinet-d-avocats-du-barreau.example.org")
    follow(publisher.locator("form:has([name=email]) [type=submit]"))
    look("reviewers", publisher)
    follow(publisher.locator("form[action*=withdraw] button"))
    look("withdraw a reviewer", publisher)
    follow(publisher.locator("form:has([name=confirmed]) [type=submit]"))

    assert [name for name, wide in found.items() if wide] == []
