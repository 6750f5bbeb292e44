"""Pocket cards in the admin's menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaigns.outreach.cards import views


class CardsMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_make(request.user)


@hooks.register("register_admin_urls")
def urls():
    return views.urls


@hooks.register("register_admin_menu_item")
def menu_item():
    return CardsMenuItem(_("Pocket cards"), reverse(views.INDEX), name="cards", icon_name="copy", order=207)
