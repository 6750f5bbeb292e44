from django.utils.translation import gettext_lazy as _

from core.registry import Room


class ThemesConfig(Room):
    name = "themes"
    verbose_name = _("Themes of campaigns")
