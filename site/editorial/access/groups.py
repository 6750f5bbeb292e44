"""The groups in the admin: one that something still needs is not deleted, and the team reads what does."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.views import groups

from core.editor.roles import NEEDED


class DeleteView(groups.DeleteView):
    def run_before_hook(self) -> HttpResponse | None:
        said = [sentence for needs in NEEDED for sentence in needs(self.object)]
        if not said:
            return None
        refused = _("“%(name)s” was not deleted.") % {"name": self.object}
        messages.error(self.request, " ".join([refused, *said]))
        return redirect("wagtailusers_groups:edit", self.object.pk)


class GroupViewSet(groups.GroupViewSet):
    delete_view_class = DeleteView
