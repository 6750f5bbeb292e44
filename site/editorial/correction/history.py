"""The history of a snippet's versions leads to the withdrawal of a correction: there is no hook for its header."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from core.publication.sign_off import SignedOff
from editorial.correction import views


class History(snippets.HistoryView):
    @cached_property
    def header_more_buttons(self):
        place = views.address(self.object, self.request.user) if isinstance(self.object, SignedOff) else ""
        own = [Button(_("Withdraw a correction"), place, icon_name="rotate")] if place else []
        return [*super().header_more_buttons, *own]


snippets.SnippetViewSet.history_view_class = History
