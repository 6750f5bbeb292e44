"""A colour that is typed: the picker follows, and its contrast is told as the server will judge it."""

from playwright.sync_api import expect


def test_contrast_is_told_while_a_colour_is_typed(sign_in):
    page = sign_in("editor")
    page.goto("/admin/snippets/themes/theme/add/")
    ink, output = page.locator("[name=ink]"), page.locator("[name=ink] ~ output")

    ink.fill("#8a6a20")
    expect(output).to_contain_text("2,8")
    expect(output).to_have_class("colour-contrast colour-lacking")
    ink.fill("0D0E11")
    expect(output).to_have_class("colour-contrast")
    expect(page.locator("[name=ink] + .colour-picker")).to_have_value("#0d0e11")
    page.locator("[name=ground] + .colour-picker").fill("#0a4f4b")
    expect(page.locator("[name=ground]")).to_have_value("#0a4f4b")
    expect(output).to_have_class("colour-contrast colour-lacking")
    ink.fill("#888")
    expect(output).to_contain_text("pour 1")
    ink.fill("noir")
    expect(output).to_be_hidden()


def test_voice_fills_its_colours_in_and_asks_before_it_replaces_typed_ones(sign_in):
    page = sign_in("editor")
    page.goto("/admin/snippets/themes/theme/add/")
    page.locator("[name=name]").fill("Essai")

    page.locator("[data-voice=outreach]").click()
    expect(page.locator("[name=ground]")).to_have_value("#f8f2e7")
    expect(page.locator("[name=name]")).to_have_value("Essai")

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("[name=ink]").fill("#123456")
    page.locator("[data-voice=buyers]").click()
    expect(page.locator("[name=ground]")).to_have_value("#f8f2e7")
    expect(page.locator("[name=ink]")).to_have_value("#123456")


AS_RGB = "colour => `rgb(${colour.slice(1).match(/../g).map((two) => parseInt(two, 16)).join(', ')})`"


def test_identity_is_shown_while_it_is_typed(sign_in):
    page = sign_in("admin")
    page.goto("/admin/settings/core/operator/")
    shown = page.locator("[data-identity-preview]")
    page.locator("[name=block]").fill("République")
    for name, colour in {"ground": "#ffe", "ink": "#000", "accent": "#004"}.items():
        page.locator(f"[name={name}]").fill(colour)

    expect(shown.locator("[data-time=day] [data-block]")).to_have_text("République")
    expect(shown.locator("[data-time=day] [data-page]")).to_have_css("background-color", "rgb(255, 255, 238)")
    night = shown.locator("[data-time=night] [data-page]")
    expect(night).to_have_css("background-color", "rgb(15, 21, 29)")

    page.locator("[name=night_ground]").fill("#123456")
    expect(night).to_have_css("background-color", "rgb(18, 52, 86)")
    expect(night).to_have_css(
        "color", page.evaluate(AS_RGB, page.locator("[name=night_ink]").get_attribute("placeholder"))
    )
