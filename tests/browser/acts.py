"""What people do in the admin, by its buttons."""

import re

from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """A button of the editor's footer, which may be folded into its menu."""
    button = page.locator(f"[name={name}]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").last.click()
    button.first.click()
    page.wait_for_load_state("networkidle")


def approve(page: Page, comment: str = "Vu.") -> None:
    """Approve the step that a text is at, in Wagtail's own editor: a button, then a comment in a window."""
    button = page.locator("[data-workflow-action-name=approve]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").last.click()
    button.first.click()
    window = page.locator(".modal-dialog")
    window.locator("[name=comment]").fill(comment)
    with page.expect_navigation():
        window.locator("[type=submit], button.button").last.click()
    page.wait_for_load_state("networkidle")


def home_of(page: Page) -> str:
    """The key of the French home page."""
    page.goto("/admin/translations/", wait_until="networkidle")
    first = page.locator(".listing tbody th[scope=row] a").first.get_attribute("href")
    return re.search(r"/pages/(\d+)/", first)[1]
