"""The way of a file of partners into the list, or into a campaign, in which they then take part."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import PartnerImport
from campaigns.plan.partners.imports import columns, files
from intake import views as intake
from intake.files import file_field

TAB, LIST = "campaign_partners", "wagtailsnippets_plan_partner:list"
MAY = ("plan.add_partner", "plan.change_partner")
TAKE_PART = "plan.change_partnership"
SHOWN = 50  # rows of a preview
LATELY = 10  # imports


class ImportForm(forms.Form):
    file = file_field(
        ".csv,text/csv",
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "UTF-8, at most 5,000 rows and 5 MB. Nothing is written before you have seen what it changes."
        ),
    )
    known = forms.ChoiceField(
        label=gettext_lazy("Partners that are on the list already"),
        choices=[
            ("update", gettext_lazy("take from the file what it says of them")),
            ("leave", gettext_lazy("leave them as they are")),
        ],
        initial="update",
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A partner is known by its mail address. A cell that is empty changes nothing."),
    )


def may_import(user) -> bool:
    return user.has_perms(MAY)


class Step(intake.Step):
    """With a campaign in its address, it is taken in the campaign's tab."""

    def enter(self, pk: int | None = None, **kwargs) -> None:
        self.campaign = campaign_for(self.request, pk) if pk else None
        self.about = (pk,) if pk else ()
        if not may_import(self.request.user) or (pk and not self.request.user.has_perm(TAKE_PART)):
            raise PermissionDenied
        self.frame = "plan/workspace/base.html" if pk else "plan/partners/base.html"
        self.home = TAB if pk else LIST
        self.upload, self.apply = (f"{'campaign_' if pk else ''}partners_import{step}" for step in ("", "_apply"))

    def render(self, template, context, status) -> HttpResponse:
        if self.campaign:
            return show(self.request, template, self.campaign, TAB, context, status)
        return super().render(template, context, status)

    def imports(self):
        return PartnerImport.objects.filter(campaign=self.campaign)

    def undo_address(self, done: PartnerImport) -> str:
        """In the tab of the campaign into which it was taken, if into any."""
        if done.campaign_id:
            return reverse("campaign_partners_import_undo", args=[done.campaign_id, done.pk])
        return reverse("partners_import_undo", args=[done.pk])


class Upload(Step, intake.Upload):
    form_class = ImportForm
    template = "plan/partners/upload.html"

    def ask(self, form, status: int = 200) -> HttpResponse:
        """Of the list of partners, all that was taken in lately, into whatever campaign."""
        found = self.imports() if self.campaign else PartnerImport.objects.all()
        found = found.exclude(applied_at=None).select_related("user", "campaign")
        lately = found.order_by("-applied_at")[:LATELY]
        takes_part = self.request.user.has_perm(TAKE_PART)
        for done in lately:
            is_theirs = takes_part or not done.campaign_id
            done.way = self.undo_address(done) if is_theirs and files.may_be_undone(done) else ""
        return self.show(self.template, {"form": form, "lately": lately}, status)

    def take(self, file, form) -> HttpResponse:
        updates = form.cleaned_data["known"] != "leave"
        found = files.preview(self.campaign, self.request.user, file, updates=updates)
        meaning = found.meaning
        return self.preview(
            "plan/partners/preview.html",
            found.pending,
            lines=meaning.lines[:SHOWN],
            new=len(meaning.new),
            changed=len(meaning.changed),
            same=meaning.same,
            more=max(0, len(meaning.lines) - SHOWN),
            unmailed=sum(not partner.may_be_mailed_since for partner in meaning.new),
        )


class Apply(Step, intake.Act):
    """Writes what the preview showed."""

    def kept(self, pending: int, **kwargs) -> PartnerImport:
        return get_object_or_404(self.imports(), pk=pending, user=self.request.user)

    def act(self, kept: PartnerImport) -> str:
        found = files.apply(kept, self.request.user)
        said = _("The file was imported. Partners: %(new)d new, %(changed)d changed, %(same)d as they were.")
        said %= {"new": len(found.new), "changed": len(found.changed), "same": found.same}
        return format_html('{} <a href="{}">{}</a>', said, self.undo_address(kept), _("Undo this import"))


class Undo(Step, intake.Undo):
    template = "plan/partners/undo.html"

    def kept(self, done: int, **kwargs) -> PartnerImport:
        return get_object_or_404(self.imports().exclude(applied_at=None), pk=done)

    def told(self, kept: PartnerImport) -> dict:
        counts = {name: len(kept.before.get(name, ())) for name in ("made", "changed", "partnerships", "begun_again")}
        return counts | {"may_be_undone": files.may_be_undone(kept)}

    def refuse(self, file_name, problems, **context) -> HttpResponse:
        return self.show("plan/partners/not_undone.html", {"file_name": file_name, "problems": problems}, 422)

    def act(self, kept: PartnerImport) -> str:
        files.undo(kept)
        return _("The import of “%(name)s” was undone.") % {"name": kept.file_name}


@require_admin_access
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    if not may_import(request.user):
        raise PermissionDenied
    response = HttpResponse(columns.template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="partners-template.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


STEPS = [
    ("import/", Upload, ""),
    ("import/<int:pending>/", Apply, "_apply"),
    ("import/<int:done>/undo/", Undo, "_undo"),
]
urls = [
    path("partners/template.csv", template, name="partners_template"),
    *(path(f"partners/{way}", step.as_view(), name=f"partners_import{name}") for way, step, name in STEPS),
    *(
        path(f"campaigns/<int:pk>/partners/{way}", step.as_view(), name=f"campaign_partners_import{name}")
        for way, step, name in STEPS
    ),
]
