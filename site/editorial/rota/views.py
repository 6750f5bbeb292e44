"""The screen on which people say when they are away, and who stands in."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from core.publication.sign_off import SignOffError
from editorial.models import Absence
from editorial.rota import absences
from editorial.sign_off.four_eyes import name_of


class People(forms.ModelChoiceField):
    def label_from_instance(self, account) -> str:
        return name_of(account)


class AbsenceForm(forms.ModelForm):
    user = People(None, label=gettext_lazy("Who is away"))
    stand_in = People(
        None,
        label=gettext_lazy("Who stands in"),
        required=False,
        empty_label=gettext_lazy("All others of the role"),
        help_text=gettext_lazy("Somebody who may take the same steps. It gives them no right that they do not have."),
    )

    class Meta:
        model = Absence
        fields = ["user", "first_day", "last_day", "stand_in"]
        widgets = {"first_day": AdminDateInput, "last_day": AdminDateInput}
        labels = {"first_day": gettext_lazy("First day"), "last_day": gettext_lazy("Last day")}
        help_texts = {"last_day": gettext_lazy("The day itself included.")}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        known = absences.deciders()
        others = [one.pk for one in known if absences.may_enter(by, one)]
        self.fields["user"].queryset = known.filter(pk__in=others) if self.instance._state.adding else self._kept()
        self.fields["user"].initial = by.pk
        self._offer(self.fields["stand_in"], self.fields["user"].queryset)
        self.instance.entered_by = by

    def _offer(self, field: People, away) -> None:
        """Only who may take all steps of one of those whose absence may be entered; where nobody may, what follows is told."""
        may = absences.stand_ins([one.pk for one in away])
        field.queryset = get_user_model().objects.filter(pk__in=may).order_by("last_name", "first_name", "username")
        if not may:
            field.empty_label = _("Nobody")
            field.help_text = _("Nobody else may take the same steps: what waits there stands still meanwhile.")

    def _kept(self):
        return get_user_model().objects.filter(pk=self.instance.user_id)

    def validate_constraints(self) -> None:
        """Left to `absences.require`, which says what to do."""

    def enter(self) -> bool:
        """Whether it was written; what keeps it from being is said in the form."""
        if not self.is_valid():
            return False
        try:
            self.save()
        except SignOffError as refused:
            self.add_error(None, refused.message)
            return False
        return True


def index(request: HttpRequest) -> HttpResponse:
    """Who is or will be away; with a form, one absence more."""
    if not absences.may_open(request.user):
        raise PermissionDenied
    form = AbsenceForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.enter():
        messages.success(request, _("The absence is entered: it stands in the calendar."))
        _warn(request, form.instance)
        return redirect("absences")
    found = Absence.objects.filter(last_day__gte=absences.today(), user__is_active=True)
    found = list(found.select_related("user", "stand_in"))
    alone = absences.left_alone({one.user_id for one in found})
    shown = [(one, absences.may_enter(request.user, one.user), alone.get(one.user_id, [])) for one in found]
    context = {"form": form, "absences": shown, "today": absences.today(), "may_add": form.fields["user"].queryset}
    return render(request, "editorial/rota/absences.html", context, status=422 if form.errors else 200)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    absence = _own(request, pk)
    form = AbsenceForm(request.POST or None, instance=absence, by=request.user)
    if request.method == "POST" and form.enter():
        messages.success(request, _("The absence is changed."))
        _warn(request, absence)
        return redirect("absences")
    context = {"form": form, "absence": absence}
    return render(request, "editorial/rota/change.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    absence = _own(request, pk)
    said = _("%(name)s is asked again from today.")
    if absence.first_day > absences.today():
        said = _("The absence of %(name)s is removed.")
    absences.end(absence)
    messages.success(request, said % {"name": name_of(absence.user)})
    return redirect("absences")


def _warn(request: HttpRequest, absence: Absence) -> None:
    """Of a step that nobody else may take."""
    for step in absences.left_alone([absence.user_id]).get(absence.user_id, []):
        said = _(
            "Nobody else may take this step: %(step)s. What waits there stands still until %(name)s is back, or until an administrator puts another person into the group %(groups)s."
        )
        groups = get_text_list([str(group) for group in step.groups.order_by("name")], _("or"))
        messages.warning(request, said % {"step": step.name, "name": name_of(absence.user), "groups": groups})


def _own(request: HttpRequest, pk: int) -> Absence:
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=pk)
    if not absences.may_enter(request.user, absence.user):
        raise PermissionDenied
    return absence


urls = [
    path("absences/", index, name="absences"),
    path("absences/<int:pk>/", change, name="absence_change"),
    path("absences/<int:pk>/end/", end, name="absence_end"),
]
