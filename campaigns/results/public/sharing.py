"""Results shared by an address: what the public would read, for whom the team chooses, until a day, taken back at any time."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.plan.models import Campaign
from campaigns.plan.relay import closed
from campaigns.plan.relay.views import private
from campaigns.results.frame import campaign_for
from campaigns.results.models import SharedResults
from campaigns.results.public import views
from campaigns.results.public.report import Report
from campaigns.results.public.telling import tell
from core.editor.calendar import day_of
from core.navigation.frame import Frame
from core.protection.zones import protect
from core.words import languages

MAY = "results.change_publicresults"
TAB = "results_public"
LONGEST = timedelta(days=92)


class ShareForm(forms.ModelForm):
    class Meta:
        model = SharedResults
        fields = ["reader", "last_day"]
        widgets = {"last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", day_of(timezone.now()) + timedelta(days=14))
        self.fields["reader"].help_text = gettext_lazy("For the team: who will have the address.")

    def clean_last_day(self):
        day, today = self.cleaned_data["last_day"], day_of(timezone.now())
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within three months."))
        return day


def listed(campaign: Campaign) -> list[tuple[SharedResults, str]]:
    """Each address that is in use, in the site’s first language, which leads to the others."""
    return [(one, address(one)) for one in campaign.shared_results.open().select_related("created_by")]


def address(shared: SharedResults) -> str:
    with translation.override(languages.codes()[0]):
        return settings.BASE_URL.rstrip("/") + reverse("shared_results", args=[shared.token])


@require_POST
@require_admin_access
def share(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY)
    form = ShareForm(request.POST, instance=SharedResults(campaign=campaign, created_by=request.user))
    if not campaign.has_started:
        messages.error(request, _("The campaign is not launched: there is nothing yet that could be public."))
    elif not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
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


@require_safe
def results(request: HttpRequest, token: str) -> HttpResponse:
    """As the public would read them. Of an address that has ended nothing is said but that it is not in use."""
    shared = SharedResults.objects.open().filter(token=token).select_related("campaign").first()
    if shared is None or Frame.of(request).home is None:
        return private(closed.unknown(request))
    Frame.of(request).languages = [languages.language(code, url) for code, url in _addresses(request, token).items()]
    context = views.context(Report(shared.campaign)) | {"shared": shared}
    return private(protect(render(request, "results/public/page.html", context), ""))


def _addresses(request: HttpRequest, token: str) -> dict[str, str | None]:
    found: dict[str, str | None] = dict.fromkeys(languages.codes())
    for home in Frame.of(request).homes:
        with translation.override(home.locale.language_code):
            found[home.locale.language_code] = reverse("shared_results", args=[token])
    return found


urls = [path("results/shared/<str:token>/", results, name="shared_results")]
admin_urls = [
    path("results/<int:pk>/public/share/", share, name="results_share"),
    path("results/<int:pk>/public/share/<int:number>/end/", end, name="results_share_end"),
]
