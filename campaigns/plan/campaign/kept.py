"""What may not be deleted from the plan, because something that is in print hangs on it: said, where it would be an error."""

from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import HelpPanel
from wagtail.snippets.views.snippets import EditView

from campaigns.plan.models import Campaign, Channel, Partner, Placement

PLANNED = (Campaign, Channel, Partner, Placement)


@hooks.register("before_delete_snippet")
def refuse_what_is_kept(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    for instance in instances:
        if isinstance(instance, PLANNED) and (said := refusal(instance)):
            messages.error(request, said)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


def refusal(instance: Model) -> str:
    """Why it is not deleted; empty where nothing hangs on it."""
    said = _(
        "“%(name)s” was not deleted: links, pages or placements belong to it. Links are never deleted, but retired."
    )
    return said % {"name": instance} if _holding(instance) else ""


def holding(instance: Model) -> str:
    """What keeps it, by the names of its kinds; empty where nothing does."""
    kinds = {type(one) for one in _holding(instance)}
    return ", ".join(sorted(str(kind._meta.verbose_name_plural) for kind in kinds))


def _holding(instance: Model) -> set[Model]:
    try:
        Collector(using=instance._state.db).collect([instance])
    except ProtectedError as held:
        return held.protected_objects
    except RestrictedError as held:
        return held.restricted_objects
    return set()


class CampaignEditView(EditView):
    """Offers to delete a campaign where nothing hangs on it; where something does, `KeptPanel` says what."""

    @cached_property
    def can_delete(self) -> bool:
        return super().can_delete and not holding(self.object)


class KeptPanel(HelpPanel):
    """Why a campaign cannot be deleted, to who might otherwise."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            may = self.request.user.has_perm("plan.delete_campaign")
            return super().is_shown() and may and bool(self.instance.pk and holding(self.instance))

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"holding": holding(self.instance)}
