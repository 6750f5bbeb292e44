"""The directory of help in the admin: its menu, its addresses, and what its log says."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from campaigns.outreach.directory.desk import contacts, entries, gap_report, organisations, proposals
from campaigns.outreach.directory.desk.frame import TABS
from campaigns.outreach.directory.proposals.acts import VIEW


class DirectoryMenu(SubmenuMenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_menu_item")
def menu_item():
    items = [
        MenuItem(tab.label, reverse(tab.url_name), name=tab.url_name.replace("_", "-"), icon_name=tab.icon, order=order)
        for order, tab in enumerate(TABS)
    ]
    return DirectoryMenu(_("Directory"), Menu(items=items), name="directory", icon_name="site", order=225)


@hooks.register("register_admin_urls")
def urls():
    return [*entries.urls, *proposals.urls, *organisations.urls, *contacts.urls, *gap_report.urls]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("directory.accept", _("Accept a proposal"), _("The proposal was accepted"))
    actions.register_action("directory.refuse", _("Refuse a proposal"), _("The proposal was refused"))
    actions.register_action("directory.renew_link", _("Renew a link"), _("The link for corrections was renewed"))
    actions.register_action("directory.show_link", _("Show a link"), _("The link for corrections was shown"))
    actions.register_action("directory.send_link", _("Send a link"), _("The link for corrections was sent"))
