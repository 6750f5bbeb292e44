"""The scenes of a simulated chat: messages that come one after the other, then what one may answer."""

from itertools import accumulate
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from interactive.blocks.exchanges import ReplyBlock
from interactive.blocks.keys import leads_to, own_key
from interactive.blocks.results import LinkedTextBlock, helping_page, link_text
from interactive.chat import Scene
from interactive.problems import Place

MOST_ANSWERS = 4


class Speaker(TextChoices):
    """Who writes a message; a page may give its own names in `speakers`."""

    FRIEND = "friend", _("A friend")
    UNKNOWN = "unknown", _("Somebody unknown")
    ME = "me", _("Me")
    NARRATOR = "narrator", _("Narrator")


NAMES = dict(Speaker.choices)


class MessageBlock(blocks.StructBlock):
    who = blocks.ChoiceBlock(label=_("who writes"), choices=Speaker.choices, default=Speaker.FRIEND)
    text = blocks.TextBlock(label=_("message"), rows=2, max_length=300)
    pause = blocks.IntegerBlock(
        label=_("pause before it, in seconds"),
        required=False,
        min_value=0,
        max_value=3,
        help_text=_("Seen alone: nobody who listens, or wants no movement, waits for it."),
    )


class AnswerBlock(ReplyBlock):
    goes_to = leads_to(_("The key of the scene that follows."))


class SceneValue(blocks.StructValue):
    def in_graph(self, place: Place) -> Scene:
        replies = tuple(reply["goes_to"] or "" for reply in self["replies"])
        return Scene(self["key"], place, replies, helps=bool(self["page"]), pauses=tuple(self.pauses))

    @property
    def pauses(self) -> list[int]:
        return [message["pause"] or 0 for message in self["messages"]]

    def lines(self, speakers: dict[str, str]) -> list[dict[str, Any]]:
        """Each message as it is shown: its writer, whether the one before wrote too, and the seconds until it comes."""
        before = ["", *(message["who"] for message in self["messages"])]
        return [
            {
                "who": message["who"],
                "name": speakers.get(message["who"]) or NAMES.get(message["who"], ""),
                "goes_on": message["who"] == former,
                "text": message["text"],
                "wait": wait,
            }
            for message, former, wait in zip(self["messages"], before, accumulate(self.pauses), strict=False)
        ]


class SceneBlock(LinkedTextBlock):
    key = own_key()
    messages = blocks.ListBlock(MessageBlock(), label=_("messages"), min_num=1, max_num=12)
    replies = blocks.ListBlock(
        AnswerBlock(), label=_("answers"), default=[], max_num=MOST_ANSWERS, help_text=_("Two to four, or none.")
    )
    page = helping_page()
    link = link_text()

    class Meta:
        icon = "comment"
        label = _("Scene of a chat")
        template = "components/scene.html"
        label_format = "{key}"
        value_class = SceneValue
        description = _("Messages, then the answers to choose from. Without answers it ends, with a page that helps.")
        preview_value = {
            "key": "debut",
            "messages": [
                {"who": Speaker.NARRATOR, "text": "Un soir, après les cours.", "pause": 0},
                {"who": Speaker.UNKNOWN, "text": "Tu me dois bien ça.", "pause": 0},
                {"who": Speaker.ME, "text": "Je ne te dois rien.", "pause": 1},
            ],
            "replies": [{"text": "J’en parle à quelqu’un.", "goes_to": "parler"}],
            "page": None,
            "link": "",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["lines"] = value.lines(getattr(context.get("page"), "speakers", {}))
        return context
