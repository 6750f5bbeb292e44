"""What people do in the admin, by its buttons."""

import re

from playwright.sync_api import Locator, Page


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


def home_of(page: Page) -> str:
    """The key of the French home page."""
    page.goto("/admin/translations/", wait_until="networkidle")
    first = page.locator(".listing tbody th[scope=row] a").first.get_attribute("href")
    return re.search(r"/pages/(\d+)/", first)[1]
