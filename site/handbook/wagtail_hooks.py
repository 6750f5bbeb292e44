"""The handbook in the admin, and the way to it from every screen."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from handbook import views


@hooks.register("register_admin_urls")
def urls():
    return views.urls


class HereMenuItem(MenuItem):
    """Names the screen, so that the handbook is opened at it: which chapter that is, is asked on the way."""

    def render_component(self, request) -> LinkMenuItem:
        link = super().render_component(request)
        if request.resolver_match:
            link.url = f"{self.url}?{urlencode({'at': request.resolver_match.view_name})}"
        return link


@hooks.register("register_help_menu_item")
def help_with_this_screen():
    return HereMenuItem(
        _("Help with this screen"), reverse("handbook"), name="handbook-here", icon_name="help", order=10
    )


@hooks.register("register_help_menu_item")
def handbook():
    return MenuItem(_("Handbook"), reverse("handbook"), name="handbook", icon_name="list-ul", order=20)


@hooks.register("construct_help_menu")
def leave_out_what_leads_away(request, items):
    """Wagtail's guide and its news are in English, on another site, and of another admin than this one."""
    items[:] = [item for item in items if not item.name.startswith(("editor-guide", "whats-new-in-wagtail"))]
