"""Landing pages in the admin: their addresses, the tab of a campaign, the buttons of the page explorer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from campaigns.deterrence import pattern_views
from campaigns.deterrence.models import LandingPage


@hooks.register("register_admin_urls")
def urls():
    return pattern_views.urls


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def pattern_buttons(page, user, view_name=None, next_url=None) -> Iterator[Button]:
    """Where a landing page may stand, a new one; on a landing page, the same for another channel."""
    if page.specific_class is LandingPage:
        if page.permissions_for_user(user).can_edit():
            yield Button(
                _("The same for another channel"),
                reverse("landing_page_same", args=[page.pk]),
                icon_name="copy",
                priority=36,
            )
    elif may_hold(page) and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("New landing page from a pattern"),
            f"{reverse('landing_page_new')}?parent={page.pk}",
            icon_name="doc-empty",
            priority=16,
        )


def may_hold(page) -> bool:
    return page.specific_class is not None and LandingPage in page.specific_class.allowed_subpage_models()
