"""The blocks that show helplines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core import audiences
from core.editor.choosers import KnownByIdBlock
from facts.models import Helpline, HelplineWording
from facts.shelf import Help, Shelf, ShownHelpline


class HelplinesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    audience = blocks.ChoiceBlock(label=_("audience"), choices=audiences.every_choice, default=audiences.PUBLIC)

    class Meta:
        icon = "mail"
        label = _("Helplines")
        template = "components/helplines.html"
        description = _("Who listens to an audience, or that nobody does; then information, and numbers for danger.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        sample = value.get("sample")
        shelf = Shelf.of(parent_context or {})
        known = Help([sample], [], []) if sample else shelf.help_for(value["audience"])
        context["help"] = replace(known, emergency=shelf.untold(known.emergency))
        context["is_first"] = shelf.tell(context["help"].all)
        return context

    def get_preview_value(self):
        value = self.normalize({"heading": "Parler à quelqu’un", "audience": audiences.PUBLIC})
        value["sample"] = sample(
            "3919", "Violences Femmes Info", "Écoute, informe et oriente.", spoken=["fr", "en", "ar"]
        )
        return value


class HelplineChooserBlock(KnownByIdBlock):
    def __init__(self, **kwargs):
        super().__init__("facts.Helpline", **kwargs)


def chosen_helplines(chosen: Iterable[Helpline | None], context: dict[str, Any] | None) -> list[ShownHelpline]:
    """What a template shows of helplines that a block names, in their order."""
    return Shelf.of(context or {}).chosen_helplines(helpline.pk for helpline in chosen if helpline)


class FirstHelplinesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    helplines = blocks.ListBlock(HelplineChooserBlock(), label=_("helplines"), min_num=1, max_num=4)

    class Meta:
        icon = "mail"
        label = _("Helplines to call first")
        template = "components/first_helplines.html"
        description = _("A few helplines in the order in which they are chosen, whatever their place among all.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        sample = value.get("sample")
        context["helplines"] = [sample] if sample else chosen_helplines(value["helplines"], parent_context)
        context["is_first"] = Shelf.of(parent_context or {}).tell(context["helplines"])
        return context

    def get_preview_value(self):
        value = self.normalize({"heading": "Parler à quelqu’un, maintenant", "helplines": []})
        value["sample"] = sample("119", "Enfance en danger", "Un enfant ou un adolescent est en danger.")
        return value


def sample(number: str, title: str, purpose: str, **fields: Any) -> ShownHelpline:
    """A helpline for previews, never saved."""
    helpline = Helpline(name=number, number=number, always_open=True, **fields)
    return ShownHelpline(helpline, HelplineWording(helpline=helpline, title=title, purpose=purpose), get_language())
