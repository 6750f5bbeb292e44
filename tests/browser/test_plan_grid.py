"""The plan as a grid in a real browser: pasted, moved in by keys, copied, compared, and saved without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.live import PASSWORD

MAKE = """
from datetime import datetime
from zoneinfo import ZoneInfo
from campaigns.plan.models import Campaign
paris = ZoneInfo("Europe/Paris")
dates = {"starts_at": datetime(2027, 3, 1, tzinfo=paris), "ends_at": datetime(2027, 5, 1, tzinfo=paris)}
print(Campaign.objects.create(name="Grille NAME", audience="buyers", frame="law", languages=["fr"], **dates).pk)
"""
WAVES = (
    "Nom\tDébut\tFin\tObjectif\tBudget (€)\n"
    "Vague 1\t01/03/2027 09:00\t2027-03-31\tFaire savoir\t50 000\n"
    'Vague 2\t2027-04-01 09:00\t30/04/2027\t"Faire\nagir"\t25,000.00\n'
)
CHANNELS = "Rues\taffiche de rue\t30 000,50\nOndes\tRadio\t6000\nJournaux\tPresse\t\n"
PLACEMENTS = "".join(f"Rues\tMairie {number}\tVague {1 + number % 2}\n" for number in range(1, 11))


@pytest.fixture
def campaign(site, request) -> str:
    """Its key; a campaign of each test's own."""
    made = site.run("shell", "-v", "0", "-c", MAKE.replace("NAME", request.node.name))
    return made.stdout.split()[-1]


@pytest.fixture
def grid(admin, campaign) -> Page:
    return opened(admin, campaign)


def opened(page: Page, campaign: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/admin/campaigns/{campaign}/plan/", wait_until="networkidle")
    expect(page.locator("[data-add]").first).to_be_visible()
    return page


def paste(page: Page, cell: str, text: str) -> None:
    """One click and one key, once the text is on the clipboard."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(f"[name={cell}]").click()
    page.keyboard.press("Control+v")


def value(page: Page, cell: str) -> str:
    return page.locator(f"[name={cell}]").input_value()


def test_plan_is_pasted_in_six_clicks(admin, campaign):
    admin.context.grant_permissions(["clipboard-read", "clipboard-write"])
    admin.goto(f"/admin/campaigns/{campaign}/", wait_until="networkidle")
    follow(admin.locator(f"a[href$='/campaigns/{campaign}/plan/']"))
    expect(admin.locator("[data-add]").first).to_be_visible()

    paste(admin, "waves-0-name", WAVES)
    paste(admin, "channels-0-name", CHANNELS)
    paste(admin, "placements-0-channel", PLACEMENTS)

    assert re.sub(r"\s", " ", admin.locator("[data-sum=channels]").inner_text()) == "36 000,50"
    assert "38 999,50" in re.sub(r"\s", " ", admin.locator("[data-disagreement]").inner_text())
    follow(admin.locator(".plan-save [type=submit]"))
    assert re.search(r"/plan/#placement-\d+$", admin.url)
    assert value(admin, "waves-1-ends_at") == "30/04/2027"
    assert value(admin, "waves-1-objective") == "Faire\nagir"
    saved = [admin.locator(f"tbody [id^={name}-]").count() for name in ("wave", "channel", "placement")]
    assert saved == [2, 3, 10]
    assert admin.evaluate("document.activeElement.closest('tr').id") == admin.url.partition("#")[2]


def test_keys_move_between_rows_and_add_one(grid):
    grid.locator("[name=waves-0-name]").click()
    for typed in ("Une", "Deux", "Trois"):
        grid.keyboard.type(typed)
        grid.keyboard.press("Enter")
    grid.keyboard.type("Quatre")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Shift+Enter")
    grid.keyboard.type("Zwei")
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("Tab")
    grid.keyboard.type("2027-03-01 09:00")

    assert [value(grid, f"waves-{row}-name") for row in range(4)] == ["Une", "Zwei", "Trois", "Quatre"]
    assert value(grid, "waves-2-starts_at") == "2027-03-01 09:00"
    assert grid.locator("[name=waves-3-budget]").get_attribute("aria-label").endswith("4")


def test_paste_is_undone_but_for_what_was_typed_since(grid):
    paste(grid, "placements-1-name", "A\nB\nC\nD\n")
    expect(grid.locator("[name=placements-4-name]")).to_have_value("D")
    grid.locator("[name=placements-2-name]").fill("Beta")

    grid.locator("[data-undo]").click()

    expect(grid.locator("[data-undo]")).to_be_hidden()
    expect(grid.locator("[name=placements-4-name]")).to_have_count(0)
    assert [value(grid, f"placements-{row}-name") for row in range(3)] == ["", "", "Beta"]


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("placements-0-name", "x\n" * 10_000, "10000"),
        ("placements-0-name", "a\tb\tc\td\n", "4"),
        ("channels-0-name", "Une\tRadio\nDeux\tMinitel\n", "Minitel"),
    ],
)
def test_paste_that_does_not_fit_is_refused_whole_within_a_second(grid, cell, text, said):
    paste(grid, cell, text)

    expect(grid.locator("[data-status]")).to_contain_text(said, timeout=1000)
    assert value(grid, cell) == ""
    assert grid.locator(f"[data-table={cell.partition('-')[0]}] tbody tr").count() == 3


def test_table_is_copied_as_it_is_pasted(grid):
    paste(grid, "waves-0-name", WAVES)
    paste(grid, "channels-0-name", "=1+1\tRadio\t1,50\n")

    grid.locator("[data-table=waves] [data-copy]").click()
    expect(grid.locator("[data-status]")).not_to_be_empty()
    copied = grid.evaluate("navigator.clipboard.readText()")
    grid.locator("[data-table=channels] [data-copy]").click()
    grid.wait_for_function("before => navigator.clipboard.readText().then(text => text !== before)", arg=copied)
    channels = grid.evaluate("navigator.clipboard.readText()")

    assert copied.splitlines()[2:] == ['Vague 2\t2027-04-01 09:00\t30/04/2027\t"Faire', 'agir"\t25,000.00']
    assert channels.splitlines()[1:] == ["'=1+1\tradio\t1,50"]
    grid.locator("[name=waves-0-name]").click()
    grid.evaluate("text => navigator.clipboard.writeText(text)", copied)
    grid.keyboard.press("Control+v")
    assert (value(grid, "waves-0-name"), value(grid, "waves-1-objective")) == ("Vague 1", "Faire\nagir")


def test_two_people_compare_before_one_overwrites_the_other(grid, sign_in, campaign):
    paste(grid, "channels-0-name", "Ondes\tRadio\t100\n")
    follow(grid.locator(".plan-save [type=submit]"))
    other = opened(sign_in("editor"), campaign)
    other.locator("[name=channels-0-cost]").fill("200")
    follow(other.locator(".plan-save [type=submit]"))

    grid.locator("[name=channels-0-cost]").fill("300")
    follow(grid.locator(".plan-save [type=submit]"))

    expect(grid.locator(".plan-meanwhile .plan-now").last).to_contain_text("200")
    assert value(grid, "channels-0-cost") == "300"
    follow(grid.locator(".plan-save [type=submit]"))
    other.reload()
    assert value(other, "channels-0-cost") == "300"


def test_unsaved_cells_are_warned_of(grid):
    watched = "data-w-unsaved-has-edits-value"
    expect(grid.locator("form.plan-grid")).to_have_attribute(watched, "false")  # Wagtail has noted how the form was
    grid.locator("[name=waves-0-name]").click()
    grid.keyboard.type("Une")
    asked = []
    grid.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    expect(grid.locator("form.plan-grid")).to_have_attribute(watched, "true")
    grid.goto("/admin/")

    assert asked == ["beforeunload"]


def test_plan_is_saved_without_a_script(open_context, campaign):
    page = open_context(java_script_enabled=False, locale="fr-FR").new_page()
    page.goto("/admin/login/")
    page.get_by_role("textbox").first.fill("admin")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/campaigns/{campaign}/plan/")

    page.locator("[name=indicator][id]").select_option("cta_call")
    follow(page.locator("[value=indicator]"))
    cells = {"name": "Vague 1", "starts_at": "2027-03-01", "ends_at": "2027-03-31", "target_cta_call": "1 200"}
    for name, text in cells.items():
        page.locator(f"[name=waves-0-{name}]").fill(text)
    page.keyboard.press("Enter")

    expect(page.locator("[name=waves-0-row]")).not_to_have_value("")
    assert value(page, "waves-0-target_cta_call") == "1200"
