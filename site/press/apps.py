from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Things to print and share")

    def ready(self):
        from core.files import sharing
        from press import share_cards  # it registers itself where pages are published, withdrawn and served
        from press.panels import card_panel

        sharing.register(sharing.Offer(share_cards.shared_picture, "share_card", card_panel()))
