from django.utils.translation import gettext_lazy as _

from core.registry import Room


class LetterboxConfig(Room):
    name = "letterbox"
    verbose_name = _("Messages from the public")
