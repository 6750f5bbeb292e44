"""Surveys in the admin: what they say, taking one in, and undoing it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import Survey
from campaigns.results.surveys import reading
from campaigns.results.surveys.told import tell
from core.editor.calendar import day_of
from intake import views as intake
from intake.files import file_field
from intake.previews import locked, whole_or_nothing
from intake.problems import NotAppliedError

TAB = "results_surveys"
ADD, CHANGE = "results.add_survey", "results.change_survey"


class UploadForm(forms.ModelForm):
    file = file_field(
        ".csv,.xlsx,text/csv", label=gettext_lazy("File"), help_text=gettext_lazy("CSV or XLSX, at most 5,000 rows.")
    )
    field_order = ["file"]

    class Meta:
        model = Survey
        fields = ["name", "institute", "mode", "first_day", "last_day", "weighting", "design_effect"]
        widgets = dict.fromkeys(("first_day", "last_day"), forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_last_day(self):
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data["last_day"]
        if first and last < first:
            raise forms.ValidationError(_("The last day is before the first."))
        if last > day_of(timezone.now()):
            raise forms.ValidationError(_("This day is still to come."))
        return last


@require_admin_access
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    surveys = list(campaign.surveys.exclude(applied_at=None).select_related("made_by", "undone_by"))
    context = {
        "surveys": [(one, tell(one)) for one in surveys if one.undone_at is None],
        "undone": [one for one in surveys if one.undone_at],
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
    }
    return show(request, "results/surveys/index.html", campaign, TAB, context)


@require_admin_access
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    campaign_for(request, pk, ADD)
    response = HttpResponse(reading.template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="survey-template.csv"'
    return response


class Step(intake.Step):
    frame, home, upload, apply = "results/media/base.html", TAB, "results_survey_import", "results_survey_apply"
    permission = ADD

    def enter(self, pk: int, **kwargs) -> None:
        self.campaign, self.about = campaign_for(self.request, pk, self.permission), (pk,)

    def render(self, template, context, status) -> HttpResponse:
        return show(self.request, template, self.campaign, TAB, context, status=status)


class Upload(Step, intake.Upload):
    form_class = UploadForm
    template = "results/surveys/upload.html"

    def take(self, file, form: UploadForm) -> HttpResponse:
        said = form.cleaned_data
        found = reading.read(file, self.campaign, said["first_day"], said["last_day"])
        if not found.rows and not found.problems:
            found.problems.add(None, _("No line holds a number."))
        if found.problems:
            return self.refuse(file.name, found.problems)
        pending = form.save(commit=False)
        pending.campaign, pending.made_by = self.campaign, self.request.user
        pending.file_name, pending.rows = file.name[-200:], found.rows
        pending.save()
        number, remarks = len(found.rows), found.warnings
        return self.preview(
            "results/surveys/preview.html", pending, number=number, remarks=remarks, questions=tell(pending)
        )


class Apply(Step, intake.Act):
    def kept(self, pending: int, **kwargs) -> Survey:
        return get_object_or_404(self.campaign.surveys, pk=pending, made_by=self.request.user)

    def act(self, kept: Survey) -> str:
        with whole_or_nothing(
            _("Something else was imported at the same moment, so nothing was written: upload it again.")
        ):
            # Whoever takes a survey into the same campaign at the same time waits here.
            Campaign.objects.select_for_update().get(pk=self.campaign.pk)
            current = locked(kept)
            if reading.overlaps(current):
                raise NotAppliedError(
                    _(
                        "Things have changed since the preview, so nothing was written: upload the file again to see what."
                    )
                )
            current.applied_at = timezone.now()
            current.save(update_fields=["applied_at"])
        return _("The survey “%(name)s” is taken in.") % {"name": kept.name}


class Undo(Step, intake.Undo):
    template = "results/undo_rows.html"
    permission = CHANGE

    def kept(self, done: int, **kwargs) -> Survey:
        return get_object_or_404(self.campaign.surveys.in_force(), pk=done)

    def told(self, kept: Survey) -> dict[str, Any]:
        return {"number": len(kept.rows)}

    def act(self, kept: Survey) -> str:
        kept.undone_at, kept.undone_by, kept.rows = timezone.now(), self.request.user, []
        kept.save(update_fields=["undone_at", "undone_by", "rows"])
        return _("The survey “%(name)s” is undone.") % {"name": kept.name}


urls = [
    path("results/<int:pk>/surveys/", index, name=TAB),
    path("results/<int:pk>/surveys/import/", Upload.as_view(), name="results_survey_import"),
    path("results/<int:pk>/surveys/template.csv", template, name="results_survey_template"),
    path("results/<int:pk>/surveys/<int:pending>/apply/", Apply.as_view(), name="results_survey_apply"),
    path("results/<int:pk>/surveys/<int:done>/undo/", Undo.as_view(), name="results_survey_undo"),
]
