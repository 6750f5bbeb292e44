"""What the daily work costs a person: clicks and fields that are typed, counted, on the demonstration as it was built."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import follow

MADE = """
from campaigns.deterrence.models import LandingPage
from campaigns.plan.models import Campaign, Placement
made = Campaign.objects.order_by("pk").last()
pages = LandingPage.objects.filter(channel__campaign=made, locale__language_code="fr").count()
print(made.waves.count(), made.channels.count(), Placement.objects.filter(channel__campaign=made).count(), made.links.count(), pages)
"""
FIRST = "from campaigns.plan.models import Campaign; print(Campaign.objects.order_by('pk').first().pk)"


class Hand:
    """Somebody at one page, who clicks and types; both are counted."""

    def __init__(self, page: Page):
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, found: Locator) -> None:
        self.clicks += 1
        follow(found)

    def press(self, found: Locator) -> None:
        """A click that leads nowhere else."""
        self.clicks += 1
        found.click()

    def choose(self, field: Locator, value: str) -> None:
        """In a list that is opened first."""
        self.clicks, self.fields = self.clicks + 2, self.fields + 1
        field.select_option(value)

    def write(self, field: Locator, words: str) -> None:
        """As `type`, key by key, into what is no field of a form for the browser."""
        self.clicks, self.fields = self.clicks + 1, self.fields + 1
        field.click()
        self.page.keyboard.insert_text(words)

    def type(self, field: Locator, words: str, *, enter: bool = False) -> None:
        """Into a field that is clicked first."""
        self.clicks, self.fields = self.clicks + 1, self.fields + 1
        field.click()
        field.fill(words)
        if enter:
            with self.page.expect_event("domcontentloaded"):
                field.press("Enter")
            self.page.wait_for_load_state("networkidle")


def ran(site, code: str) -> list[int]:
    return [int(one) for one in site.run("shell", "-v", "0", "-c", code).stdout.split()]


def test_campaign_is_begun_again_in_few_clicks(site, admin):
    (first,) = ran(site, FIRST)
    hand = Hand(admin)

    hand.click(admin.locator(f"main a[href='/admin/campaigns/{first}/']").first)
    hand.click(admin.locator(f"main a[href='/admin/campaigns/{first}/again/']"))
    hand.click(admin.locator("main form .workspace-actions [type=submit]"))

    expect(admin).to_have_url(re.compile(r"/admin/campaigns/\d+/$"))
    assert f"/campaigns/{first}/" not in admin.url
    waves, channels, placements, links, pages = ran(site, MADE)
    assert (waves >= 2, channels >= 3, placements >= 10, links >= 10, pages >= 3) == (True,) * 5
    assert (hand.clicks <= 7, hand.fields) == (True, 0)


def test_days_are_chosen_with_nothing_over_the_button(site, admin):
    """The field that is typed in last opens nothing that takes the click."""
    (first,) = ran(site, FIRST)
    admin.goto(f"/admin/campaigns/{first}/again/", wait_until="networkidle")
    day = admin.locator("[name=last_day]")

    day.click()
    day.fill("2031-03-31")

    button = admin.locator("main form .workspace-actions [type=submit]")
    button.click(trial=True, timeout=5000)
    expect(admin.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)


def test_lawyer_decides_in_two_clicks_from_today(site, sign_in):
    lawyer = sign_in("lawyer")
    hand = Hand(lawyer)
    waiting = lawyer.locator("main a[href*='/admin/desk/']").first
    address = waiting.get_attribute("href")

    hand.click(waiting)
    hand.click(lawyer.locator("[data-desk-approve]"))

    assert address not in lawyer.url
    expect(lawyer.locator(".messages")).not_to_be_empty()
    assert (hand.clicks <= 3, hand.fields) == (True, 0)


def test_fact_is_found_by_its_amount_in_two_clicks(sign_in):
    editor = sign_in("editor")
    hand = Hand(editor)

    hand.type(editor.locator("[role=search] input, form[action$='/find/'] input").first, "1 500 €", enter=True)
    hand.click(editor.locator("main a[href*='/facts/fact/edit/']").first)

    expect(editor.locator("[name=value]")).to_have_value("1500")
    assert (hand.clicks <= 2, hand.fields) == (True, 1)


def test_release_from_nothing_to_its_approved_pdf(site, sign_in):
    """Written, handed in, approved by two people, and had as a PDF; what the three of them click is counted together."""
    editor = sign_in("editor")
    hand = Hand(editor)
    hand.click(editor.locator("a[href='/admin/news/']").first)
    hand.click(editor.locator("a[href^='/admin/news/choose_parent/']").first)
    hand.type(editor.locator("[name=title]"), "Un communiqué en peu de clics")
    hand.choose(editor.locator("[name=kind]"), "release")
    hand.write(editor.locator("[data-contentpath=summary] [name=summary]"), "La campagne reprend dans les gares.")
    hand.press(editor.locator("[data-contentpath=body] .c-sf-add-button").first)
    hand.press(editor.locator(".w-combobox__option").first)
    hand.write(editor.locator("[data-contentpath=body] .public-DraftEditor-content"), "Elle reprend lundi.")
    hand.press(editor.locator("footer .w-dropdown__toggle").last)
    hand.click(editor.locator("[name='action-submit']").first)
    handed_in = hand.clicks

    for role in ("lawyer", "publisher"):
        reviewer = sign_in(role)
        other = Hand(reviewer)
        other.click(reviewer.get_by_role("link", name="Un communiqué en peu de clics").first)
        other.click(reviewer.locator("[data-desk-approve]"))
        hand.clicks += other.clicks

    editor.goto("/admin/news/", wait_until="networkidle")
    hand.click(editor.get_by_role("link", name="Un communiqué en peu de clics").first)
    file = editor.locator("main a[href$='/pdf/']").first
    with editor.expect_download() as download:
        hand.press(file)
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert (handed_in <= 14, hand.clicks <= 25) == (True, True), hand.clicks
