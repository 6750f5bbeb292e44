from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractiveConfig(AppConfig):
    name = "interactive"
    verbose_name = _("Questionnaires and dialogues")
