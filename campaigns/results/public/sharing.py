"""Results shared by an address: what the public would read, for whom the team chooses, until a day, taken back at any time."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns.plan.models import Campaign
from campaigns.plan.relay import closed
from campaigns.plan.relay.views import private
from campaigns.results.models import SharedResults
from campaigns.results.public import views
from campaigns.results.public.report import Report
from core.editor.calendar import day_of
from core.navigation.frame import Frame
from core.protection.zones import protect
from core.words import languages

LONGEST = timedelta(days=92)


class ShareForm(forms.ModelForm):
    class Meta:
        model = SharedResults
        fields = ["reader", "last_day"]
        widgets = {"last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = day_of(timezone.now())
        self.initial.setdefault("last_day", today + timedelta(days=14))
        self.fields["last_day"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
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
