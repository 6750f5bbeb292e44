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
    return said % {"name": instance} if _is_held(instance) else ""


def _is_held(instance: Model) -> bool:
    try:
        Collector(using=instance._state.db).collect([instance])
    except (ProtectedError, RestrictedError):
        return True
    return False
