"""Our scripts in Wagtail's editor live on what it does not promise: its windows, its events, and the marks of its fields."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import press
from tests.browser.test_admin import edit_url


@pytest.fixture
def editor(admin) -> Page:
    """A page of the demonstration, opened to be changed."""
    admin.goto(edit_url(admin, "Parents et professionnels", "fr"), wait_until="networkidle")
    return admin


def test_typed_number_is_marked_at_its_field_and_at_its_block(editor):
    editor.locator("[name=lead]").fill("Puni de 1 500 € d’amende.")
    editor.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" Puni de 4 500 € d’amende.")

    expect(editor.locator("[data-contentpath=lead] .typed-marks")).to_contain_text("1 500 €")
    editor.keyboard.press("Escape")  # the offer of a fact, which stands for the mark until it is declined
    expect(editor.locator("[data-contentpath=body] .typed-marks").filter(has_text="4 500 €")).to_be_visible()


def test_fact_is_offered_where_its_number_is_typed(editor):
    """In a plain text by its key, in rich text by its button; what was declined is not offered there again."""
    lead = editor.locator("[name=lead]")
    body = editor.locator("[data-contentpath=body] .public-DraftEditor-content").first
    offer = editor.locator(".fact-offer")
    lead.fill("")
    lead.press_sequentially("Puni de 3 750 €")
    expect(offer).to_contain_text("Achat, récidive, amende")
    expect(lead).to_be_focused()
    editor.keyboard.press("Alt+Enter")
    expect(lead).to_have_value(re.compile(r"^Puni de \{fact:\d+\}$"))
    expect(offer).to_have_count(0)

    body.click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" Puni de 3 750 €")
    offer.get_by_role("button", name="Mettre le fait ici").click()
    expect(body.locator("span[style*=dotted]").filter(has_text="3 750 €")).to_be_visible()
    editor.keyboard.type(" ou de 1 500 €")
    expect(body).to_contain_text(re.compile(r"Puni de 3\s750\s€ ou de 1 500 €"))
    expect(offer).to_contain_text("1 500 €")
    editor.keyboard.press("Escape")
    expect(offer).to_have_count(0)


def test_block_that_was_deleted_is_put_back_where_it_stood(editor):
    titles = editor.locator("[data-contentpath=body] [data-streamfield-child]:not([aria-hidden]) [data-panel-heading]")
    undo = editor.locator(".block-undo button")
    before = titles.all_text_contents()
    editor.locator("[data-contentpath=body] [data-streamfield-action=DELETE]").first.focus()

    editor.keyboard.press("Enter")
    expect(undo).to_be_focused()
    expect(titles).to_have_count(len(before) - 1)
    editor.keyboard.press("Enter")

    expect(titles).to_have_count(len(before))
    assert titles.all_text_contents() == before
    expect(undo).to_have_count(0)


def test_fact_is_put_into_a_plain_text_and_read_below_it(editor):
    lead = editor.locator("[name=lead]")
    lead.fill("Amende : ")

    editor.locator("[data-contentpath=lead] .tokens-insert").click()
    editor.locator(".modal [name=q]").fill("récidive")
    editor.get_by_role("link", name="Achat, récidive, amende").click()

    expect(lead).to_have_value(re.compile(r"^Amende : \{fact:\d+\}$"))
    expect(editor.locator("[data-contentpath=lead] [data-tokens-read] bdi")).to_have_text(re.compile(r"^Amende : \d"))
    expect(lead).to_be_focused()
    editor.keyboard.type(" de plus")
    expect(lead).to_have_value(re.compile(r"^Amende : \{fact:\d+\} de plus$"))


def test_fact_comes_after_the_last_word_where_nobody_put_the_cursor(editor):
    lead = editor.locator("[name=lead]")
    said = lead.input_value()

    editor.locator("[data-contentpath=lead] .tokens-insert").click()
    editor.locator(".modal [name=q]").fill("récidive")
    editor.get_by_role("link", name="Achat, récidive, amende").click()

    expect(lead).to_have_value(re.compile(rf"^{re.escape(said)} \{{fact:\d+\}}$"))


def test_what_the_checks_of_the_editor_find_is_kept(editor):
    editor.goto(f"/admin/browser-checks/{re.search(r'/pages/(\d+)/', editor.url)[1]}/")
    status = editor.locator("[data-browser-check]")
    kept = [status.get_attribute(name) for name in ("data-clean", "data-found")]

    expect(status).to_have_text(re.compile("|".join(map(re.escape, kept))))


def test_translator_reads_what_a_token_stands_for_and_is_told_when_it_is_lost(admin):
    admin.goto(edit_url(admin, "الهدية مقابل فعل جنسي", "ar"), wait_until="networkidle")
    sentence = admin.locator(".js-translation-editor li:has(> .tokens-translated)").first
    problems = sentence.locator("[role=status]")
    expect(sentence.locator(".tokens-translated li")).to_contain_text(
        re.compile(r"^\{fact:\d+\} \S*1500.€ \(Achat, première fois, amende\)")
    )
    expect(problems).to_be_empty()

    sentence.get_by_role("button").first.click()
    field = sentence.get_by_role("textbox")
    said = field.input_value()
    field.fill(said.replace("{fact:", "{fait:"))

    expect(problems).to_contain_text("que la traduction a perdu")
    expect(problems).to_contain_text("qui n’est pas dans la source")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill(said)
    expect(problems).to_be_empty()


def test_translator_reads_why_a_sentence_is_refused(sign_in):
    page = sign_in("admin")
    page.goto(edit_url(page, "الهدية مقابل فعل جنسي", "ar"), wait_until="networkidle")
    sentence = page.locator(".js-translation-editor li:has(> .tokens-translated)").first

    sentence.get_by_role("button").first.click()
    field = sentence.get_by_role("textbox")
    field.fill(field.input_value() + " \u202e911")
    sentence.get_by_role("button", name="Enregistrer").click()

    expect(page.locator(".translation-refused")).to_contain_text("U+202E")


def test_sentences_of_a_translation_are_headed_in_the_language_of_whoever_reads(sign_in):
    page = sign_in("admin")

    page.goto(edit_url(page, "الهدية مقابل فعل جنسي", "ar"), wait_until="networkidle")

    heading = page.locator("script[data-theirs]").get_attribute("data-ours")
    headings = page.locator(".js-translation-editor h3").filter(has_text="Arabe")
    expect(headings).to_have_text([heading] * 2)  # one in each tab


def test_who_wrote_beside_another_sees_what_changed(editor, sign_in):
    """From the version that stands on their screen, in the bar and in the window that asks whether to overwrite."""
    other = sign_in("editor")
    other.goto(editor.url, wait_until="networkidle")
    other.locator("[name=lead]").fill("Écrit par une autre personne.")
    other.locator(".action-save").first.click()
    changed = editor.locator("#w-editing-sessions [data-since-mine]")

    expect(changed).to_be_visible(timeout=20_000)  # Wagtail asks every ten seconds
    with editor.expect_popup() as opened:
        changed.click()

    expect(opened.value.locator("main tbody")).to_contain_text("Écrit par une autre personne.")
    assert "/earliest..." not in opened.value.url
    expect(editor.locator("#subtitle-w-save-confirmation-dialog [data-since-mine]")).to_have_count(1)


def test_preview_of_a_theme_follows_before_wagtail_has_noticed(admin):
    """Wagtail's own notice is kept from it here."""
    admin.goto("/admin/snippets/themes/theme/")
    admin.goto(admin.get_by_role("link", name="Le message non envoyé").first.get_attribute("href"))
    admin.locator("[data-side-panel-toggle=preview]").click()
    shown = admin.frame_locator("#w-preview-iframe").locator(".themed").first
    expect(shown).to_be_visible()
    admin.evaluate("addEventListener('w-unsaved:add', (event) => event.stopImmediatePropagation(), { capture: true })")

    admin.locator("[name=ground]").fill("#ffd000")

    expect(shown).to_have_css("background-color", "rgb(255, 208, 0)")
