"""The block that shows helplines."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.audiences import Audience
from facts.models import Helpline, HelplineWording
from facts.shelf import Shelf, ShownHelpline


class HelplinesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    audience = blocks.ChoiceBlock(label=_("audience"), choices=Audience.choices, default=Audience.PUBLIC)

    class Meta:
        icon = "mail"
        label = _("Helplines")
        template = "components/helplines.html"
        description = _("All helplines for an audience: number, hours, cost and languages.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        sample = value.get("sample")
        context["helplines"] = [sample] if sample else Shelf.of(parent_context or {}).helplines_for(value["audience"])
        return context

    def get_preview_value(self):
        value = self.normalize({"heading": "Parler à quelqu’un", "audience": Audience.PUBLIC})
        helpline = Helpline(name="3919", number="3919", always_open=True, spoken=["fr", "en", "ar"])
        wording = HelplineWording(
            helpline=helpline, title="Violences Femmes Info", purpose="Écoute, informe et oriente."
        )
        value["sample"] = ShownHelpline(helpline, wording, get_language())
        return value
