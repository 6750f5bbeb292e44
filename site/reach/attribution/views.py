"""Who decided how far each surface attributes visits, when and why; a new decision, with its reason."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from core import audiences
from reach.attribution import grades
from reach.events import PROTECTED_SURFACES, Grade
from reach.models import Attribution
from reach.reports import MenuItemFor

PERMISSION = "reach.add_attribution"
SHOWN = 100  # decisions of the history


class AttributionForm(forms.ModelForm):
    class Meta:
        model = Attribution
        fields = ["surface", "grade", "reason"]
        widgets = {"grade": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["surface"].choices = [
            choice for choice in audiences.offered() if choice[0] not in PROTECTED_SURFACES
        ]
        self.fields["grade"].choices = Grade.choices


@dataclass(frozen=True)
class Surface:
    """A line of the table; without a decision the grade is the one that comes with the platform."""

    label: str
    grade: Grade
    fixed: bool
    decision: Attribution | None


def attributions(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = AttributionForm(request.POST or None)
    if form.is_valid():
        form.instance.decided_by = request.user
        decision = form.save()
        messages.success(request, _("Decided: %(decision)s.") % {"decision": decision})
        return redirect("reach_attribution")
    context = {
        "form": form,
        "surfaces": surfaces(),
        "decisions": Attribution.objects.select_related("decided_by")[:SHOWN],
    }
    return render(request, "reach/attribution.html", context, status=422 if form.errors else 200)


def surfaces() -> list[Surface]:
    decided = {decision.surface: decision for decision in grades.newest()}
    in_force = grades.grades()
    return [
        Surface(label, in_force[surface], surface in PROTECTED_SURFACES, decided.get(surface))
        for surface, label in audiences.every_choice()
    ]


@hooks.register("register_admin_urls")
def urls():
    return [path("attribution/", attributions, name="reach_attribution")]


@hooks.register("register_settings_menu_item")
def menu_item():
    return MenuItemFor(
        _("Attribution of visits"),
        reverse("reach_attribution"),
        name="attribution",
        icon_name="view",
        order=950,
        permissions=(PERMISSION,),
    )
