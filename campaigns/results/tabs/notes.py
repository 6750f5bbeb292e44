"""Notes: what happened on which day, and the outcomes that no counter sees."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.figures.marks import told
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import Annotation, ManualIndicator
from core.editor.calendar import day_of

TAB = "results_notes"
MAY_NOTE, MAY_MEASURE = "results.add_annotation", "results.add_manualindicator"


class NoteForm(forms.ModelForm):
    class Meta:
        model = Annotation
        fields = ["day", "at", "text"]
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }


class IndicatorForm(forms.ModelForm):
    class Meta:
        model = ManualIndicator
        fields = ["name", "value", "unit", "source", "measured_on", "wave"]
        widgets = {"measured_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wave"].queryset = self.instance.campaign.waves.all()
        self.fields["wave"].label_from_instance = lambda wave: wave.name

    def clean_measured_on(self):
        day = self.cleaned_data["measured_on"]
        if day > day_of(timezone.now()):
            raise forms.ValidationError(_("This day is still to come: write the day on which it was measured."))
        return day


def is_theirs(user, note: Annotation | ManualIndicator) -> bool:
    """What somebody wrote is theirs; what nobody answers for any more, since the account is gone, is for who keeps the accounts."""
    return note.author_id == user.pk or (note.author_id is None and user.has_perm("core.delete_user"))


def _marked(user, notes: QuerySet) -> list:
    found = list(notes)
    for note in found:
        note.is_theirs = is_theirs(user, note)
    return found


def _page(request: HttpRequest, campaign: Campaign, note: NoteForm, indicator: IndicatorForm) -> HttpResponse:
    context = {
        "notes": _marked(request.user, campaign.annotations.select_related("author").order_by("-day", "-at")),
        "indicators": _marked(request.user, campaign.indicators.select_related("author", "wave")),
        "alerts": [(alert, told(alert)) for alert in campaign.alerts.all()[:50]],
        "note_form": note if request.user.has_perm(MAY_NOTE) else None,
        "indicator_form": indicator if request.user.has_perm(MAY_MEASURE) else None,
    }
    status = 422 if note.errors or indicator.errors else 200
    return show(request, "results/notes.html", campaign, TAB, context, status=status)


def _note_form(campaign: Campaign, data=None) -> NoteForm:
    day = {"day": day_of(timezone.now())}
    return NoteForm(data, instance=Annotation(campaign=campaign), initial=day, prefix="note")


def _indicator_form(campaign: Campaign, data=None) -> IndicatorForm:
    return IndicatorForm(data, instance=ManualIndicator(campaign=campaign), prefix="indicator")


@require_admin_access
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    return _page(request, campaign, _note_form(campaign), _indicator_form(campaign))


@require_admin_access
@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY_NOTE)
    form = _note_form(campaign, request.POST)
    if not form.is_valid():
        return _page(request, campaign, form, _indicator_form(campaign))
    return _keep(request, form, _("The remark is on every chart of the campaign."))


@require_admin_access
@require_POST
def add_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY_MEASURE)
    form = _indicator_form(campaign, request.POST)
    if not form.is_valid():
        return _page(request, campaign, _note_form(campaign), form)
    return _keep(request, form, _("The indicator is among the outcomes."))


def _keep(request: HttpRequest, form: forms.ModelForm, said: str) -> HttpResponse:
    form.instance.author = request.user
    form.save()
    messages.success(request, said)
    return redirect(TAB, form.instance.campaign_id)


@require_admin_access
@require_POST
def remove_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    return _remove(request, campaign_for(request, pk, MAY_NOTE), Annotation, note)


@require_admin_access
@require_POST
def remove_indicator(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    return _remove(request, campaign_for(request, pk, MAY_MEASURE), ManualIndicator, indicator)


def _remove(request: HttpRequest, campaign: Campaign, model: type[Model], pk: int) -> HttpResponse:
    found = get_object_or_404(model, campaign=campaign, pk=pk)
    if not is_theirs(request.user, found):
        raise PermissionDenied
    found.delete()
    messages.success(request, _("“%(text)s” is removed.") % {"text": found})
    return redirect(TAB, campaign.pk)


urls = [
    path("results/<int:pk>/notes/", notes, name=TAB),
    path("results/<int:pk>/notes/add/", add_note, name="results_note_add"),
    path("results/<int:pk>/notes/<int:note>/remove/", remove_note, name="results_note_remove"),
    path("results/<int:pk>/indicators/add/", add_indicator, name="results_indicator_add"),
    path("results/<int:pk>/indicators/<int:indicator>/remove/", remove_indicator, name="results_indicator_remove"),
]
