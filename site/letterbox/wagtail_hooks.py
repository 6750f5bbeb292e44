"""The desk of messages in the admin."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from letterbox.desk import views
from letterbox.models.message import VIEW


class MessagesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_menu_item")
def menu_item():
    return MessagesMenuItem(_("Messages"), reverse("letterbox"), name="letterbox", icon_name="mail", order=228)


@hooks.register("register_admin_urls")
def urls():
    return views.urls


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(views.FORGOTTEN, _("Delete a message"), _("A message from the public was deleted for good"))

    @actions.register_action(views.EXPORTED)
    class ExportFormatter(LogFormatter):
        label = _("Export messages")

        def format_message(self, entry):
            number = entry.data["number"]
            said = ngettext("%(number)d message was exported", "%(number)d messages were exported", number)
            return said % {"number": number}


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="letterbox", content_type__model="message")
