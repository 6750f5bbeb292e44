"""Proposals for the directory in the admin: files that are taken in, what each would change, and the decision on it."""

from django.core.paginator import Paginator
from django.db.models import Func, IntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.outreach.directory.desk.entries import attached
from campaigns.outreach.directory.desk.frame import require, show, within
from campaigns.outreach.directory.forms import ImportForm, RefusalForm
from campaigns.outreach.directory.models import Proposal
from campaigns.outreach.directory.proposals import acts, changes, imports, kinds
from campaigns.outreach.directory.proposals.acts import ADD, DECIDE
from campaigns.outreach.directory.proposals.changes import Change, Changes
from campaigns.outreach.directory.sheets import download
from campaigns.outreach.directory.sheets.columns import COLUMNS
from intake import views as intake
from intake.problems import NotAppliedError

TAB = "directory_proposals"
SHOWN = 50


class RowCount(Func):
    """How many rows a proposal has, counted by the database."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All that were submitted, the open ones first."""
    require(request)
    state = request.GET.get("state", "")
    found = Proposal.objects.exclude(submitted_at=None).select_related("author", "organisation", "decided_by")
    chosen = {"open": {"decided_at": None}, "accepted": {"accepted": True}, "refused": {"accepted": False}}.get(
        state, {}
    )
    found = found.filter(**chosen).order_by("-submitted_at", "-pk")
    # Of a large file the rows are megabytes, and the list says how many there are.
    found = found.annotate(number=RowCount("rows")).defer("rows", "before")
    page = Paginator(found, SHOWN).get_page(request.GET.get("p"))
    return show(request, "proposals.html", TAB, {"page": page, "state": state})


class Step(intake.Step):
    frame, home, upload, apply = "directory/desk/base.html", "directory_entries", "directory_import", "directory_submit"

    def enter(self, **kwargs) -> None:
        require(self.request, ADD)

    def render(self, template, context, status) -> HttpResponse:
        return within(self.request, template, TAB, context, status)


class Upload(Step, intake.Upload):
    form_class = ImportForm
    template = "directory/desk/upload.html"

    def ask(self, form, status: int = 200) -> HttpResponse:
        return self.show(self.template, {"form": form, "columns": COLUMNS}, status)

    def take(self, file, form) -> HttpResponse:
        seen = imports.preview(self.request.user, file, form.cleaned_data["withdraw_others"])
        if seen.pending is None:
            return self.show("directory/desk/unchanged.html", {"file_name": file.name})
        template, shown = "directory/desk/preview.html", _some(seen.found)
        return self.preview(template, seen.pending, found=seen.found, remarks=seen.warnings, **shown)


class Submit(Step, intake.Act):
    """Somebody else decides on what the preview showed."""

    def kept(self, pk: int, **kwargs) -> Proposal:
        return get_object_or_404(Proposal, pk=pk, author=self.request.user, origin=Proposal.Origin.IMPORT)

    def act(self, kept: Proposal) -> str:
        acts.submit(kept)
        return _("Submitted: somebody else has to accept it before it is public.")

    def done(self, kept: Proposal) -> str:
        return reverse("directory_proposal", args=[kept.pk])


def _some(found: Changes) -> dict:
    """The first of each kind, and how many more there are."""
    kinds = {"new": found.new, "changed": found.changed, "withdrawn": found.withdrawn}
    return {
        "kinds": [(kind, all_of[:SHOWN], len(all_of), max(0, len(all_of) - SHOWN)) for kind, all_of in kinds.items()]
    }


@require_admin_access
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    require(request, ADD)
    return attached([download.template()], "directory-template.csv")


@require_admin_access
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    require(request)
    return _show(request, _found(pk), RefusalForm())


def _show(request: HttpRequest, proposal: Proposal, form: RefusalForm) -> HttpResponse:
    found = stored(proposal)
    told = imports.warnings(found) if proposal.is_open and found.kind is kinds.ENTRIES else None
    context = {
        "proposal": proposal,
        "found": found,
        "form": form,
        "warnings": told,
        "conflicts": acts.conflicts(proposal) if proposal.is_open else [],
        "may_decide_this": proposal.is_open and acts.may_decide(proposal, request.user),
        "is_author": proposal.author_id == request.user.pk,
        "knows_link": acts.came_by_known_link(proposal, request.user),
        "undone_by": proposal.undone_by.first(),
    }
    return show(request, "proposal.html", TAB, context | _some(found), 422 if form.errors else 200)


def stored(proposal: Proposal) -> Changes:
    """What a proposal changes, as it was when it was proposed."""
    kind = kinds.of(proposal)
    there = kind.there(row["reference"] for row in proposal.rows)
    found = Changes(kind)
    for row in proposal.rows:
        reference = row["reference"]
        name = changes.name_of(row, there.get(reference))
        found.found.append(Change(row, proposal.before.get(reference), name, kind))
    return found


def _found(pk: int) -> Proposal:
    submitted = Proposal.objects.exclude(submitted_at=None)
    return get_object_or_404(submitted.select_related("author", "organisation", "decided_by", "undoes"), pk=pk)


@require_admin_access
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, DECIDE)
    proposal = _found(pk)
    return _act(request, pk, lambda: acts.accept(proposal, request.user), _("Accepted: the directory says so now."))


@require_admin_access
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, DECIDE)
    proposal, form = _found(pk), RefusalForm(request.POST)
    if not form.is_valid():
        return _show(request, proposal, form)
    reason = form.cleaned_data["reason"]
    return _act(request, pk, lambda: acts.refuse(proposal, request.user, reason), _("Refused, with your reason."))


@require_admin_access
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose what was there before."""
    require(request, ADD)
    proposal = _found(pk)
    return _propose(request, pk, lambda: acts.undo(proposal, request.user))


@require_admin_access
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the same on what the entries say now."""
    require(request, ADD)
    proposal = _found(pk)
    return _propose(request, pk, lambda: acts.again(proposal, request.user))


def _propose(request: HttpRequest, pk: int, act) -> HttpResponse:
    try:
        made = act()
    except NotAppliedError as error:
        messages.error(request, error.message)
        return redirect("directory_proposal", pk)
    if made is None:
        messages.warning(request, _("There is nothing to change: the directory says all this already."))
        return redirect("directory_proposal", pk)
    messages.success(request, _("Proposed: somebody else has to accept it before it is public."))
    return redirect("directory_proposal", made.pk)


def _act(request: HttpRequest, pk: int, act, said: str) -> HttpResponse:
    try:
        act()
    except NotAppliedError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("directory_proposal", pk)


urls = [
    path("directory/proposals/", index, name=TAB),
    path("directory/import/", Upload.as_view(), name="directory_import"),
    path("directory/template.csv", template, name="directory_template"),
    path("directory/proposals/<int:pk>/", detail, name="directory_proposal"),
    path("directory/proposals/<int:pk>/submit/", Submit.as_view(), name="directory_submit"),
    path("directory/proposals/<int:pk>/accept/", accept, name="directory_accept"),
    path("directory/proposals/<int:pk>/refuse/", refuse, name="directory_refuse"),
    path("directory/proposals/<int:pk>/undo/", undo, name="directory_undo"),
    path("directory/proposals/<int:pk>/again/", again, name="directory_again"),
]
