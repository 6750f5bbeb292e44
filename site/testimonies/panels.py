"""The panels that show words and consents beside a testimony."""

from django.utils import timezone
from wagtail.admin.panels import Panel

from testimonies.consent.consents import applicable


class WordingsPanel(Panel):
    """Lists the words in each language, each with a link to its own editor, and offers to write the first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "testimonies/wordings_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["wordings"] = self.instance.wordings.select_related("locale") if self.instance.pk else []
            return context


class ConsentPanel(Panel):
    """Says what counts today, and leads to where it is recorded."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "testimonies/consent_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            consents = list(self.instance.consents.all()) if self.instance.pk else []
            context |= {"consent": applicable(consents, timezone.localdate()), "today": timezone.localdate()}
            return context
