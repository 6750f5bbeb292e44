"""The panel of a page's editor that lists what was said by review links; its script shows each at its field, too."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from editorial.review import outside_comments
from editorial.review.outside_comments import Said

MEDIA = forms.Media(css={"all": ["css/admin/outside_comments.css"]}, js=["js/admin/outside_comments.js"])


class OutsideCommentsPanel(Panel):
    """Not there as long as there is nothing to resolve."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/review/panel.html"
        media = MEDIA

        @cached_property
        def comments(self) -> list[Said]:
            page = self.instance
            may_have = page.pk and getattr(page, "has_outside_comments", True)  # as `sign_off.page_editor` asks
            return outside_comments.open_at(page, page) if may_have else []

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.comments)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"comments": self.comments}
