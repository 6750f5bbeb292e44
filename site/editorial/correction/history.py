"""The history of a snippet's versions: whoever may open the snippet reads it, and it leads to the withdrawal of a correction.

There is no hook for either.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from core.publication.sign_off import SignedOff
from editorial.access.reach import may_open
from editorial.correction import views


class History(snippets.HistoryView):
    def user_has_any_permission(self, permissions):
        return super().user_has_any_permission(permissions) or may_open(self.request.user, self.object)

    @cached_property
    def header_more_buttons(self):
        place = views.address(self.object, self.request.user) if isinstance(self.object, SignedOff) else ""
        own = [Button(_("Withdraw a correction"), place, icon_name="rotate")] if place else []
        return [*super().header_more_buttons, *own]


snippets.SnippetViewSet.history_view_class = History
