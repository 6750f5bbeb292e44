from django.utils.translation import gettext_lazy as _

from core.registry import Room


class InteractiveConfig(Room):
    name = "interactive"
    verbose_name = _("Questionnaires and dialogues")
