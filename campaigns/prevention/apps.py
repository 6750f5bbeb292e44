from django.utils.translation import gettext_lazy as _

from core.registry import Room


class PreventionConfig(Room):
    name = "campaigns.prevention"
    verbose_name = _("Pages for young people")
