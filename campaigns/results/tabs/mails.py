"""Mails with the numbers in them, for oneself; alerts; and whether the counter is late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.alarms.watch import late
from campaigns.results.figures.marks import told
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import ReportSubscription, ResultMail

TAB = "results_mails"
NONE = "none"


@require_admin_access
def mails(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    if request.method == "POST":
        return _choose(request, campaign)
    own = ReportSubscription.objects.filter(campaign=campaign, user=request.user).first()
    context = {
        "chosen": own.every if own else NONE,
        "choices": [*ReportSubscription.Every.choices, (NONE, _("none"))],
        "has_address": bool(request.user.email),
        "written": ResultMail.objects.filter(campaign=campaign, user=request.user)[:10],
        "failed": ResultMail.objects.filter(campaign=campaign).exclude(problem="").select_related("user")[:20],
        "alerts": [(alert, told(alert)) for alert in campaign.alerts.all()[:50]],
        "late": late(),
    }
    return show(request, "results/mails.html", campaign, TAB, context)


def _choose(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    every = request.POST.get("every", "")
    own = {"campaign": campaign, "user": request.user}
    if every in ReportSubscription.Every.values:
        ReportSubscription.objects.update_or_create(**own, defaults={"every": every})
        messages.success(request, _("From now on the numbers come to you by mail."))
    elif every == NONE:
        ReportSubscription.objects.filter(**own).delete()
        messages.success(request, _("No mails with numbers come to you any more."))
    else:
        messages.error(request, _("Nothing was changed: choose how often."))
    return redirect(TAB, campaign.pk)


urls = [path("results/<int:pk>/mails/", mails, name=TAB)]
