from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    name = "campaigns.outreach.cards"
    verbose_name = _("Pocket cards")

    def ready(self):
        from campaigns.outreach.cards import unseen  # noqa: F401 (no public page shows its tables)
