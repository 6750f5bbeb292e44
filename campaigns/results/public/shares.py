"""Addresses at which results are read without being public, as the team gives them and takes them back."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.results.frame import campaign_for
from campaigns.results.models import SharedResults
from campaigns.results.public.sharing import ShareForm
from campaigns.results.public.switch import MAY, TAB, page
from campaigns.results.public.telling import tell


@require_POST
@require_admin_access
def share(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY)
    form = ShareForm(request.POST, instance=SharedResults(campaign=campaign, created_by=request.user))
    if not campaign.has_started:
        messages.error(request, _("The campaign is not launched: there is nothing yet that could be public."))
    elif not form.is_valid():
        return page(request, campaign, form)
    else:
        with transaction.atomic():
            form.save()
            log(campaign, "results.share", user=request.user, data={"reader": form.instance.reader})
            tell(campaign)
        messages.success(request, _("The address is below: give it to whom it is for."))
    return redirect(TAB, campaign.pk)


@require_POST
@require_admin_access
def end(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY)
    shared = get_object_or_404(SharedResults, campaign=campaign, pk=number)
    SharedResults.objects.filter(pk=shared.pk, ended_at=None).update(ended_at=timezone.now())
    log(campaign, "results.unshare", user=request.user, data={"reader": shared.reader})
    messages.success(request, _("The address for %(reader)s leads nowhere any more.") % {"reader": shared.reader})
    return redirect(TAB, campaign.pk)


urls = [
    path("results/<int:pk>/public/share/", share, name="results_share"),
    path("results/<int:pk>/public/share/<int:number>/end/", end, name="results_share_end"),
]
