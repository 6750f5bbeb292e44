from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractiveConfig(AppConfig):
    name = "interactive"
    verbose_name = _("Questionnaires and dialogues")

    def ready(self):
        from core.measures import causes

        causes.seen_by(r'data-module="[^"]*/js/self_check\.', "check_start", "check_done")
