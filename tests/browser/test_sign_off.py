"""From the first word to the public and back, in three languages, by the people whose job it is."""

import re

from playwright.sync_api import expect

from tests.browser.acts import approve, choose_reviewer, follow, home_of, know_reviewer, press, send_link

SENTENCES = {
    "en": {"Deux mois au plus": "Two months at most", "Une peine de deux mois au plus.": "A sentence of two months at most."},
    "ar": {"Deux mois au plus": "شهران على الأكثر", "Une peine de deux mois au plus.": "عقوبة شهرين على الأكثر."},
}  # fmt: skip
PATHS = ["/fr/deux-mois-au-plus/", "/en/deux-mois-au-plus/", "/ar/deux-mois-au-plus/"]


def statuses(visitor) -> list[int]:
    return [visitor.request.get(path).status for path in PATHS]


def propose_at_a_sentence(lawyer) -> None:
    """Words that are selected in the draft choose their sentence; nothing is decided by it."""
    lawyer.frame_locator("iframe").first.get_by_text("Une peine de deux mois au plus.").first.click(click_count=3)
    form = lawyer.locator("form[data-quotes]").first
    expect(form.locator("[name=place]:checked")).to_have_attribute("data-words", "Une peine de deux mois au plus.")
    expect(form.locator("[name=quote]")).to_have_value("Une peine de deux mois au plus.")
    form.locator("[name=suggestion]").fill("Une peine de prison de deux mois au plus.")
    follow(form.locator("[type=submit]"))
    expect(lawyer.locator(".review-comments")).to_contain_text("Une peine de prison de deux mois au plus.")


def resolve_at_its_field(author) -> None:
    """What was said by the link stands at the field, and in the list below; the editor stays open."""
    at_field = author.locator("[data-contentpath=lead] [data-outside]")
    expect(at_field).to_contain_text("Une peine de prison de deux mois au plus.")
    at_field.get_by_role("button").click()
    expect(author.locator("[data-outside]")).to_have_count(0)


def test_page_is_written_translated_reviewed_by_link_published_and_taken_down(site, sign_in, open_context):
    visitor = open_context().new_page()
    editor = sign_in("editor")
    editor.goto(f"/admin/pages/add/home/standardpage/{home_of(editor)}/", wait_until="networkidle")
    editor.locator("[name=title]").fill("Deux mois au plus")
    editor.locator("[name=lead]").fill("Une peine de deux mois au plus.")
    press(editor, "action-submit")

    # Into two languages, from the board
    for language in SENTENCES:
        editor.goto("/admin/translations/?q=Deux+mois", wait_until="networkidle")
        editor.locator(f"form:has(input[name=locale][value={language}]) button").click()
        editor.wait_for_url("**/translations/runs/*/")
        editor.locator("progress[value='1']").wait_for(timeout=180_000)  # after the sheets of the demonstration

    # Translated, sentence by sentence, and handed in
    translator = sign_in("translator")
    for language, sentences in SENTENCES.items():
        translator.goto(f"/admin/translations/?q=Deux+mois&locale={language}", wait_until="networkidle")
        follow(translator.locator("a.board-draft"))
        for french, words in sentences.items():
            sentence = translator.locator(".js-translation-editor").get_by_text(french, exact=True)
            row = sentence.locator("xpath=ancestor::li[1]")
            row.get_by_role("button").first.click()
            translator.locator(
                ".js-translation-editor textarea, .js-translation-editor li input[type=text]"
            ).first.fill(words)
            translator.get_by_role("button", name=re.compile("^(Save|Enregistrer|Sauvegarder)")).first.click()
            expect(translator.get_by_text(words).first).to_be_visible()
        translator.reload(wait_until="networkidle")
        follow(translator.locator("form[action*=submit] button"))
        assert translator.locator("form[action*=submit]").count() == 0

    # Reviewed by a lawyer without an account, all three at once
    publisher = sign_in("publisher")
    publisher.goto("/admin/translations/?q=Deux+mois", wait_until="networkidle")
    follow(publisher.get_by_role("link", name="Deux mois au plus"))
    french = publisher.url
    key = re.search(r"/pages/(\d+)/", french)[1]
    colleague = sign_in("lawyer")
    know_reviewer(colleague, publisher)
    choose_reviewer(colleague, key)
    address = send_link(colleague, site)
    assert statuses(visitor) == [404, 404, 404]
    lawyer = open_context(locale="fr-FR").new_page()
    lawyer.goto(address)
    assert lawyer.locator("iframe").count() == 3
    expect(lawyer.frame_locator("iframe").nth(1).get_by_text("Two months at most").first).to_be_visible()
    propose_at_a_sentence(lawyer)
    lawyer.locator("[name=comment]").fill("Conforme.")
    lawyer.locator("button[value=approve]").click()
    expect(lawyer.get_by_role("heading", level=1)).to_contain_text(re.compile("Merci|Thank"))

    # Published, the French first
    publisher.goto(french, wait_until="networkidle")
    resolve_at_its_field(publisher)
    approve(publisher)
    for language in SENTENCES:
        publisher.goto(f"/admin/translations/?q=Deux+mois&locale={language}", wait_until="networkidle")
        follow(publisher.locator("a.board-review"))
        follow(publisher.locator("form[action*=approve] button").first)
    assert statuses(visitor) == [200, 200, 200]
    visitor.goto(PATHS[2])
    expect(visitor.get_by_text("عقوبة شهرين على الأكثر.")).to_be_visible()

    # Taken down everywhere, and put back
    publisher.goto(f"/admin/takedown/wagtailcore/page/{key}/", wait_until="networkidle")
    publisher.get_by_role("button", name=re.compile("Retirer|Take down")).click()
    publisher.wait_for_url("**/takedowns/")
    assert statuses(visitor) == [404, 404, 404]
    follow(publisher.locator("form[action*=undo] button").first)
    assert statuses(visitor) == [404, 404, 404]
    follow(publisher.locator("form[action*=undo] button"))  # asked first
    assert statuses(visitor) == [200, 200, 200]
