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
    ink.fill("noir")
    expect(output).to_be_hidden()
