"""The panel that shows a fact's words beside its value."""

from wagtail.admin.panels import Panel


class WordingsPanel(Panel):
    """Lists the wordings of the edited fact or helpline, each with a link to its own editor, and offers to write the first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "facts/wordings_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            wordings = self.instance._meta.get_field("wordings").related_model
            context["wordings"] = self.instance.wordings.select_related("locale") if self.instance.pk else []
            context["thing"], context["request"] = self.instance, self.request
            context["edit_url"] = wordings.snippet_viewset.get_url_name("edit")
            context["add_url"] = wordings.snippet_viewset.get_url_name("add")
            return context
