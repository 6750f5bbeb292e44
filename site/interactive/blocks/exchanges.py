"""The turns of a dialogue."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from interactive.blocks.keys import FEATURES, leads_to, own_key
from interactive.blocks.results import LinkedTextBlock, helping_page, link_text
from interactive.dialogue import Exchange
from interactive.problems import Place


class ReplyBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("reply"), max_length=160)
    goes_to = leads_to(_("The key of what the programme says then."))


class Turn(blocks.StructValue):
    def in_graph(self, place: Place) -> Exchange:
        replies = tuple(reply["goes_to"] or "" for reply in self["replies"])
        return Exchange(self["key"], place, replies, helps=bool(self["page"]))


class ExchangeBlock(LinkedTextBlock):
    key = own_key()
    says = blocks.RichTextBlock(label=_("the programme says"), features=FEATURES)
    replies = blocks.ListBlock(ReplyBlock(), label=_("replies"), default=[], max_num=6)
    page = helping_page()
    link = link_text()

    class Meta:
        icon = "comment"
        label = _("Turn of a dialogue")
        template = "components/exchange.html"
        value_class = Turn
        description = _(
            "What the programme says and the replies to choose from. Without replies it ends, with a page that helps."
        )
        preview_value = {
            "key": "debut",
            "says": "<p>Qu’est-ce qui vous amène ?</p>",
            "replies": [{"text": "Je me demande ce que je risque.", "goes_to": "loi"}],
            "page": None,
            "link": "",
        }
