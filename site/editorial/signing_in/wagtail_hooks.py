"""The second factor in the admin: one's own, another's, and the notice where none is required."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from editorial.signing_in import resetting
from editorial.signing_in.second_factor import admin_views

# An account that a command or a provider made has no surname: its owner chooses a language all the same.
for name in ("first_name", "last_name"):
    NameEmailForm.base_fields[name].required = False


@hooks.register("register_admin_urls")
def urls():
    return admin_views.urls


@hooks.register("register_account_menu_item")
def own_second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Passkeys, authenticator app and recovery codes."),
    }


@hooks.register("register_user_listing_buttons")
def second_factor_of(user, request_user):
    if resetting.may_reset(request_user, user):
        address = reverse("second_factor_reset", args=[user.pk])
        yield Button(_("Reset the second factor"), address, icon_name="key", priority=60)


class RequirementIsOff(Component):
    name = "second_factor_is_off"
    order = 5
    template_name = "signing_in/requirement_is_off.html"


@hooks.register("construct_homepage_panels")
def tell_that_none_is_required(request, panels):
    if not settings.REQUIRE_SECOND_FACTOR:
        panels.append(RequirementIsOff())
