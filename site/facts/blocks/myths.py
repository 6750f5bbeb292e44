"""What is often said, and what is known."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from facts.blocks.choosing import ShowsFacts, SourcedFactBlock, sample, show, show_all, sources
from facts.shelf import CHOOSERS, Shelf, among
from facts.values import Unit


class MythBlock(blocks.StructBlock):
    myth = blocks.CharBlock(
        label=_("what is said"), max_length=200, help_text=_("In their own words, in quotation marks.")
    )
    answer = blocks.RichTextBlock(label=_("what is known"))
    fact = SourcedFactBlock(label=_("fact that says so"), help_text=_("Its source is shown under the answer."))
    fact_2 = SourcedFactBlock(label=_("and also"), required=False)


class MythsBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    myths = blocks.ListBlock(MythBlock(), label=_("myths"), min_num=1)

    class Meta:
        icon = "comment"
        label = _("Myths and answers")
        template = "components/myths.html"
        description = _("What is often said, and what is known: each answer stands on a fact and shows its source.")

    def shown(self, value, shelf: Shelf) -> list[dict[str, Any]]:
        """A myth whose fact is gone has no answer, and is gone too; so is one that speaks of what is kept from the audience."""
        return [
            {
                "myth": myth["myth"],
                "answer": myth["answer"],
                "sources": sources(show_all((myth["fact"], myth["fact_2"]), shelf)),
            }
            for myth in value["myths"]
            if show(myth["fact"], shelf) and not shelf.withheld(_facts(myth))
        ]

    def get_preview_value(self):
        myth = {
            "myth": "« Ce n’est pas vraiment interdit. »",
            "answer": "<p>Si, et dès la première fois.</p>",
            "fact": sample("1500", Unit.EURO, "d’amende"),
            "fact_2": None,
        }
        return self.normalize({"heading": "Idées reçues", "myths": [myth]})


def _facts(myth: dict[str, Any]) -> list[int]:
    """The ids of all that a myth speaks of."""
    chosen = [(name, myth[name].pk) for name in CHOOSERS if myth[name]]
    return among([*chosen, ("answer", myth["answer"].source)])
