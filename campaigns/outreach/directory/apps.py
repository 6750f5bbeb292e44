from django.utils.translation import gettext_lazy as _

from core.registry import Room


class DirectoryConfig(Room):
    name = "campaigns.outreach.directory"
    verbose_name = _("Directory of help")
