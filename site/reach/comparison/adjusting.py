"""Corrections: a signed number with its author and its reason, beside the counts and never in them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from core.measures import waves
from reach.models import Adjustment

SHOWN = 100
WHOLE_SITE = "0:0"
LARGEST = 2**31 - 1


class AdjustmentForm(forms.ModelForm):
    """`whose` stands for campaign and wave, which are plain numbers in this room."""

    whose = forms.ChoiceField(label=_("Campaign or wave"))

    class Meta:
        model = Adjustment
        fields = ["day", "kind", "n", "reason"]
        widgets = {"day": AdminDateInput, "reason": forms.Textarea(attrs={"rows": 3})}

    field_order = ["day", "whose", "kind", "n", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = [(WHOLE_SITE, _("none: the site as a whole")), *names().items()]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come: nothing of it can be corrected."))
        return day

    def clean_n(self):
        n = self.cleaned_data["n"]
        if n == 0 or abs(n) > LARGEST:
            raise forms.ValidationError(_("Give a whole number other than 0, with a minus where it is taken off."))
        return n

    def written_by(self, author) -> Adjustment:
        campaign, wave = self.cleaned_data["whose"].split(":")
        self.instance.campaign, self.instance.wave, self.instance.author = int(campaign), int(wave), author
        return self.save()


def names() -> dict[str, str]:
    """{campaign and wave: what they are called}."""
    return {f"{known.campaign}:{known.wave}": known.name for known in waves.known()}


def adjustments(request: HttpRequest) -> HttpResponse:
    """The list of corrections, the newest first, and for those who may a form for one more."""
    may_add = request.user.has_perm("reach.add_adjustment")
    if not (may_add or request.user.has_perm("reach.view_adjustment")):
        raise PermissionDenied
    form = AdjustmentForm(request.POST or None) if may_add else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            form.written_by(request.user)
            messages.success(request, _("The correction is added. It is never changed: another one takes it back."))
            return redirect("reach_adjustments")
        messages.error(request, _("The correction is not added: see below what is missing."))
    called = names()
    found = [
        (adjustment, called.get(f"{adjustment.campaign}:{adjustment.wave}", ""))
        for adjustment in Adjustment.objects.select_related("author")[:SHOWN]
    ]
    return render(request, "reach/adjustments.html", {"form": form, "adjustments": found})
