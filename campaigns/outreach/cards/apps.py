from django.utils.translation import gettext_lazy as _

from core.registry import Room


class CardsConfig(Room):
    name = "campaigns.outreach.cards"
    verbose_name = _("Pocket cards")
