"""A helpline whose calls are in the results is not deleted: said, where it would be an error."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from campaigns.results.models import CallVolume
from facts.models import Helpline


@hooks.register("before_delete_snippet")
def refuse_helplines_with_calls(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    helplines = [instance for instance in instances if isinstance(instance, Helpline)]
    held = CallVolume.objects.filter(helpline__in=helplines).select_related("helpline").first() if helplines else None
    if held is None:
        return None
    said = _("“%(name)s” was not deleted: calls to it are in the results of campaigns. Unpublish it instead.")
    messages.error(request, said % {"name": held.helpline.name})
    return redirect(held.helpline.snippet_viewset.get_url_name("list"))
