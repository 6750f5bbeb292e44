"""What people do in the admin, by its buttons."""

import re

from playwright.sync_api import Locator, Page

from tests.live import LiveSite

LINK = """
from editorial.models import ReviewLink
from editorial.review.links import address
print(address(ReviewLink.objects.latest("created_at")))
"""


def follow(clicked: Locator) -> None:
    """Click a link or a button, and wait for the document that it leads to.

    Neither the idle network of the former document nor a change of its address within it is an answer.
    """
    with clicked.page.expect_event("domcontentloaded"):
        clicked.click()
    clicked.page.wait_for_load_state("networkidle")


def press(page: Page, name: str) -> None:
    """A button of the editor's footer, which may be folded into its menu."""
    button = page.locator(f"[name={name}]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").last.click()
    follow(button.first)


def approve(page: Page, comment: str = "Vu.") -> None:
    """Approve the step that a text is at, in Wagtail's own editor: a button, then a comment in a window."""
    button = page.locator("[data-workflow-action-name=approve]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").last.click()
    button.first.click()
    window = page.locator(".modal-dialog")
    window.locator("[name=comment]").fill(comment)
    follow(window.locator("[type=submit], button.button").last)


def know_reviewer(proposer: Page, other: Page) -> None:
    """A lawyer without an account, whom one person of the team proposes and another confirms."""
    proposer.goto("/admin/outside-reviewers/", wait_until="networkidle")
    proposer.locator("[name=name]").fill("Me Durand")
    proposer.locator("[name=email]").fill("durand@example.org")
    follow(proposer.locator("form:has([name=email]) [type=submit]"))
    other.goto("/admin/outside-reviewers/", wait_until="networkidle")
    follow(other.locator("form[action*=confirm] [type=submit]"))


def choose_reviewer(page: Page, key: str) -> None:
    """In the form that makes a review link for a page."""
    page.goto(f"/admin/review-links/home/standardpage/{key}/", wait_until="networkidle")
    page.locator("[name=reviewer]").select_option(label="Me Durand <durand@example.org>")


def send_link(page: Page, site: LiveSite) -> str:
    """The path of the link that is sent, as only its mail says."""
    follow(page.locator("form:has([name=reviewer]) [type=submit]"))
    address = site.run("shell", "-v", "0", "-c", LINK).stdout.split()[-1]
    return re.sub("^https?://[^/]+", "", address)


def home_of(page: Page) -> str:
    """The key of the French home page."""
    page.goto("/admin/translations/", wait_until="networkidle")
    first = page.locator(".listing tbody th[scope=row] a").first.get_attribute("href")
    return re.search(r"/pages/(\d+)/", first)[1]
