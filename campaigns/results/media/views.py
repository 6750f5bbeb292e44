"""Figures of others in the admin: which files are in, taking one in, and undoing it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from campaigns.results.frame import campaign_for, show
from campaigns.results.media import applying, grid, listing
from campaigns.results.media.forms import ColumnsForm, UploadForm, first_choice
from campaigns.results.media.headings import CALLS, FIELDS, LABELS, MEDIA, NUMBERS, OWNER
from campaigns.results.models import MediaImport
from intake import views as intake

TAB = "results_media"
ADD, CHANGE = "results.add_mediaimport", "results.change_mediaimport"
SHOWN = 50  # rows of a preview or of a page


@require_admin_access
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All files, in as many queries for one as for many."""
    campaign = campaign_for(request, pk)
    context = {
        "files": listing.files(campaign),
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "has_channels": campaign.channels.exists(),
        "may_plan": request.user.has_perm("plan.add_channel"),
    }
    return show(request, "results/media/index.html", campaign, TAB, context)


class Step(intake.Step):
    frame, home, upload, apply = "results/media/base.html", TAB, "results_media_upload", "results_media_apply"
    problems_template = "results/media/problems.html"
    permission = ADD
    kind = MEDIA

    def enter(self, pk: int, **kwargs) -> None:
        self.campaign, self.about = campaign_for(self.request, pk, self.permission), (pk,)

    def again(self) -> str:
        return reverse(self.upload, args=[*self.about, self.kind])

    def render(self, template, context, status) -> HttpResponse:
        return show(self.request, template, self.campaign, TAB, context, status=status)


class Choosing(Step):
    """What follows an upload: the question which column is what, and the preview of what they say."""

    def form_of(self, pending: MediaImport, *data, **options) -> ColumnsForm:
        return ColumnsForm(self.campaign, pending.kind, pending.cells["headings"], *data, **options)

    def answer(self, pending: MediaImport, form: ColumnsForm) -> HttpResponse:
        return self.judge(pending, form) if form.is_valid() else self.ask_columns(pending, form, 422)

    def ask_columns(self, pending: MediaImport, form: ColumnsForm, status: int = 200) -> HttpResponse:
        headings, lines = pending.cells["headings"], pending.cells["lines"]
        context = {"pending": pending, "form": form, "headings": headings, "sample": lines[:3], "number": len(lines)}
        return self.show("results/media/columns.html", context, status)

    def judge(self, pending: MediaImport, form: ColumnsForm) -> HttpResponse:
        found = applying.judge(pending, form.choice(), form.keep())
        if not found.rows and not found.problems:
            found.problems.add(None, _("No line holds a number."))
        if found.problems:
            return self.refuse(pending.file_name, found.problems, pending=pending)
        numbers = [name for name in NUMBERS[pending.kind] if name in form.columns()]
        sums = found.sums()
        return self.preview(
            "results/media/preview.html",
            pending,
            number=len(found.rows),
            rows=listing.table(found.rows[:SHOWN], numbers, found.names),
            headings=[LABELS[name] for name in numbers],
            owner_label=LABELS[FIELDS[pending.kind][1]],
            sums=[sums.get(name) for name in numbers],
            has_reach="reach" in numbers,
            more=max(0, len(found.rows) - SHOWN),
            remarks=found.warnings,
        )


class Upload(Choosing, intake.Upload):
    template = "results/media/upload.html"

    def enter(self, kind: str, **kwargs) -> None:
        super().enter(**kwargs)
        if kind not in (MEDIA, CALLS):
            raise Http404
        self.kind = kind

    def form(self, *data) -> UploadForm:
        return UploadForm(self.campaign, self.kind, *data)

    def ask(self, form, status: int = 200) -> HttpResponse:
        return self.show(self.template, {"form": form, "kind": self.kind}, status)

    def take(self, file, form: UploadForm) -> HttpResponse:
        read = grid.read(file, self.kind)
        if same := applying.same_file(self.campaign, self.kind, read.sha256):
            return self.show("results/media/same.html", {"same": same}, 409)
        pending = applying.keep(self.campaign, self.kind, self.request.user, file, read)
        mapping, owner = form.cleaned_data.get("mapping"), form.cleaned_data["owner"]
        initial = ColumnsForm.initial_of(*first_choice(pending.kind, pending.cells, mapping))
        if owner:
            initial |= {"owner": owner.pk}
            initial.pop(f"column_{OWNER[self.kind]}", None)
        if mapping:  # what was kept says all
            return self.answer(pending, self.form_of(pending, initial))
        return self.ask_columns(pending, self.form_of(pending, initial=initial))


class Columns(Choosing):
    """Which column is what; on POST the preview."""

    def enter(self, pending: int, **kwargs) -> None:
        super().enter(**kwargs)
        waiting = self.campaign.media_imports.filter(made_by=self.request.user, applied_at=None)
        self.pending = get_object_or_404(waiting, pk=pending)
        self.kind = self.pending.kind

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        kept = self.pending
        initial = ColumnsForm.initial_of(*first_choice(kept.kind, kept.cells, kept.mapping))
        initial |= {"owner": kept.channel_id} if kept.channel_id else {}
        return self.ask_columns(kept, self.form_of(kept, initial=initial))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.answer(self.pending, self.form_of(self.pending, request.POST))


class Apply(Step, intake.Act):
    """Writes what the preview showed."""

    def kept(self, pending: int, **kwargs) -> MediaImport:
        return get_object_or_404(self.campaign.media_imports, pk=pending, made_by=self.request.user)

    def act(self, kept: MediaImport) -> str:
        number = applying.apply(kept)
        return ngettext("%(count)d row was imported.", "%(count)d rows were imported.", number) % {"count": number}

    def done(self, kept: MediaImport) -> str:
        return reverse("results_media_file", args=[self.campaign.pk, kept.pk])


class Undo(Step, intake.Undo):
    template = "results/undo_rows.html"
    permission = CHANGE

    def kept(self, done: int, **kwargs) -> MediaImport:
        return get_object_or_404(listing.applied(self.campaign), pk=done)

    def told(self, kept: MediaImport) -> dict:
        return {"number": listing.rows_of(kept).count()}

    def act(self, kept: MediaImport) -> str:
        number = applying.undo(kept, self.request.user)
        return ngettext("%(count)d row was removed.", "%(count)d rows were removed.", number) % {"count": number}


@require_admin_access
@require_safe
def file(request: HttpRequest, pk: int, done: int) -> HttpResponse:
    """What a file brought, and who brought it."""
    campaign = campaign_for(request, pk)
    found = get_object_or_404(listing.applied(campaign), pk=done)
    page = Paginator(listing.rows_of(found), SHOWN).get_page(request.GET.get("p"))
    numbers = NUMBERS[found.kind]
    context = {
        "file": found,
        "page": page,
        "rows": listing.shown(found, page.object_list),
        "headings": [LABELS[name] for name in numbers],
        "owner_label": LABELS[FIELDS[found.kind][1]],
        "may_change": request.user.has_perm(CHANGE),
    }
    return show(request, "results/media/file.html", campaign, TAB, context)


urls = [
    path("results/<int:pk>/media/", index, name="results_media"),
    path("results/<int:pk>/media/import/<str:kind>/", Upload.as_view(), name="results_media_upload"),
    path("results/<int:pk>/media/<int:pending>/columns/", Columns.as_view(), name="results_media_columns"),
    path("results/<int:pk>/media/<int:pending>/apply/", Apply.as_view(), name="results_media_apply"),
    path("results/<int:pk>/media/<int:done>/", file, name="results_media_file"),
    path("results/<int:pk>/media/<int:done>/undo/", Undo.as_view(), name="results_media_undo"),
]
