"""What may not be deleted from the plan, because something that is in print hangs on it: said, where it would be an error."""

from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from campaigns.plan.models import Campaign, Channel, Partner, Placement

PLANNED = (Campaign, Channel, Partner, Placement)


@hooks.register("before_delete_snippet")
def refuse_what_is_kept(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    planned = [instance for instance in instances if isinstance(instance, PLANNED)]
    held = next((instance for instance in planned if _is_held(instance)), None)
    if held is None:
        return None
    said = _(
        "“%(name)s” was not deleted: links, pages or placements belong to it. Links are never deleted, but retired."
    )
    messages.error(request, said % {"name": held})
    return redirect(held.snippet_viewset.get_url_name("list"))


def _is_held(instance: Model) -> bool:
    try:
        Collector(using=instance._state.db).collect([instance])
    except (ProtectedError, RestrictedError):
        return True
    return False
