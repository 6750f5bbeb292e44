"""The block that shows a testimony."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.editor.choosers import KnownByIdBlock
from serving.page_cache import shown_until
from testimonies.consent.consents import first_moment_without
from testimonies.models import ContentWarning, Medium, Testimony, TestimonyWording
from testimonies.shown.voices import ShownTestimony, Voices, refusal


class TestimonyChooserBlock(KnownByIdBlock):
    """`Voices` reads what a page shows, in two queries for all its blocks."""

    def __init__(self, **kwargs):
        super().__init__("testimonies.Testimony", **kwargs)


class TestimonyBlock(blocks.StructBlock):
    testimony = TestimonyChooserBlock(label=_("testimony"))

    class Meta:
        icon = "openquote"
        label = _("Testimony")
        template = "components/testimony.html"
        description = _(
            "Somebody’s own words, or a recording, behind its content warning. Disappears by itself when the consent ends."
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        testimony, request = value["testimony"], (parent_context or {}).get("request")
        shown = getattr(testimony, "sample", None)
        if testimony and not shown:
            shown = Voices.of(parent_context or {}).get(testimony.pk)
            if shown and request is not None:
                shown_until(request, first_moment_without(shown.last_day))
        context["shown"] = shown
        if testimony and not shown and getattr(request, "is_preview", False):
            context["refusal"] = refusal(testimony.pk, get_language())
        return context

    def get_preview_value(self):
        testimony = Testimony(
            name="Exemple",
            pseudonym="Nadia",
            medium=Medium.WORDS,
            warning=ContentWarning.VIOLENCE,
            is_demonstration=True,
        )
        wording = TestimonyWording(testimony=testimony, words="On m’avait dit que je pourrais dire non.")
        testimony.sample = ShownTestimony(testimony, wording, date.max)
        return self.normalize({"testimony": testimony})


TESTIMONY_BLOCKS = [("testimony", TestimonyBlock())]
