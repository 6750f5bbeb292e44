"""Changing an indicator of the team's own; they are listed, added and removed under “Notes”."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.results.frame import campaign_for, show
from campaigns.results.tabs.notes import MAY_MEASURE, TAB, IndicatorForm, is_theirs


@require_admin_access
def change(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    """By who wrote it; whoever takes over what nobody answers for any more answers for it from then on."""
    campaign = campaign_for(request, pk, MAY_MEASURE)
    found = get_object_or_404(campaign.indicators, pk=indicator)
    if not is_theirs(request.user, found):
        raise PermissionDenied
    form = IndicatorForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.instance.author = request.user
        form.save()
        messages.success(request, _("“%(text)s” is changed.") % {"text": found})
        return redirect(TAB, campaign.pk)
    status = 422 if form.errors else 200
    return show(request, "results/indicator.html", campaign, TAB, {"form": form}, status=status)


urls = [path("results/<int:pk>/indicators/<int:indicator>/change/", change, name="results_indicator_change")]
