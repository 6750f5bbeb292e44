"""The admin in a real browser: editors work under the policy, and no script or style of theirs is refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import approve, press


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
    admin.goto("/admin/translations/?locale=ar&q=Acheter", wait_until="networkidle")
    admin.locator("a.board-live").first.click()

    expect(admin.get_by_text("Acheter, c’est enfreindre la loi").first).to_be_visible()
