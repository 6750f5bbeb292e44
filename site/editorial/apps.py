from django.utils.translation import gettext_lazy as _

from core.registry import Room


class EditorialConfig(Room):
    name = "editorial"
    verbose_name = _("Sign-off and translation")
