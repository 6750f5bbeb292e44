"""The reports of reach in the admin: the state of the counter, and corrections."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reach.comparison import adjusting, health


class MenuItemFor(MenuItem):
    """Shown to those who have one of the permissions."""

    def __init__(self, *args, permissions: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request):
        return any(request.user.has_perm(permission) for permission in self.permissions)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("reports/reach/", health.report, name="reach_state"),
        path("reports/reach/corrections/", adjusting.adjustments, name="reach_adjustments"),
    ]


@hooks.register("register_reports_menu_item")
def state_menu_item():
    return MenuItemFor(
        _("Reach: state of the counter"),
        reverse("reach_state"),
        name="reach-state",
        icon_name="history",
        order=910,
        permissions=("reach.view_reconciliation",),
    )


@hooks.register("register_reports_menu_item")
def adjustments_menu_item():
    return MenuItemFor(
        _("Reach: corrections"),
        reverse("reach_adjustments"),
        name="reach-corrections",
        icon_name="edit",
        order=911,
        permissions=("reach.view_adjustment", "reach.add_adjustment"),
    )
