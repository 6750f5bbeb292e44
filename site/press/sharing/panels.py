"""The card in the page's editor, under its sharing fields."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from press.sharing import share_cards
from press.sharing.page_words import Neighbourhood


class CardPanel(Panel):
    """Shows the card of the latest draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press/card_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            content = Neighbourhood().content(self.instance)
            image = self.instance.social_image
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "words": content.statement or content.site,
                "problem": share_cards.foreseen(content),
                "replaced": image is not None and image.may_be_shown,
            }


def card_panel() -> CardPanel:
    return CardPanel(heading=_("Card of the latest draft"))
