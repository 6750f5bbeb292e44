"""Under the operator's form: head and foot of a page as what is typed and chosen would make them, by day and by night."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from core import audiences
from core.look.voices import palettes


class IdentityPreview(HelpPanel):
    """Drawn by the browser while the form is filled in; nothing is shown without JavaScript."""

    def __init__(self, **kwargs):
        super().__init__(template="core/identity_preview.html", **kwargs)

    def clone_kwargs(self):
        return {name: of for name, of in super().clone_kwargs().items() if name not in ("content", "template")}

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self):
            return super().media + forms.Media(
                js=["js/admin/identity_preview.js"], css={"all": ["css/admin/identity_preview.css"]}
            )

        def get_context_data(self, parent_context=None):
            day, night = (palettes(by_night=by_night)[audiences.PUBLIC] for by_night in (False, True))
            times = [("day", _("By day"), day), ("night", _("By night"), night)]
            return super().get_context_data(parent_context) | {"times": times, "operator": self.instance}
