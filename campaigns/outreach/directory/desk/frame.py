"""What the pages of the directory in the admin share: who may open them, and the way between them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from campaigns.outreach.directory.desk.forms import ProposalForm
from campaigns.outreach.directory.models import Proposal
from campaigns.outreach.directory.proposals import acts
from campaigns.outreach.directory.proposals.acts import ADD, DECIDE, VIEW
from campaigns.outreach.directory.proposals.kinds import Kind
from campaigns.outreach.directory.sheets.columns import in_words
from core.editor.tabs import Tab, frame, ways
from intake.problems import NotAppliedError

TABS = frame(
    Tab("directory_entries", _("Entries"), "list-ul"),
    Tab("directory_proposals", _("Proposals"), "tick-inverse"),
    Tab("directory_organisations", _("Organisations"), "group"),
    Tab("directory_contacts", _("Commissions and delegations"), "globe"),
    Tab("directory_gaps", _("Territorial gaps"), "warning"),
)


def require(request: HttpRequest, *permissions: str) -> None:
    if not all(request.user.has_perm(one) for one in (VIEW, *permissions)):
        raise PermissionDenied


def show(request: HttpRequest, template: str, tab: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page; its template extends `directory/desk/base.html` and fills the block `tab`."""
    return within(request, f"directory/desk/{template}", tab, context, status)


def within(request: HttpRequest, template: str, tab: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The same of a template that lies elsewhere."""
    waiting = Proposal.objects.filter(decided_at=None).exclude(submitted_at=None).count()
    shared = {
        "tabs": ways(TABS, request.user, tab, waiting={"directory_proposals": waiting}),
        "may_propose": request.user.has_perm(ADD),
        "may_decide": request.user.has_perm(DECIDE),
    }
    response = render(request, template, shared | context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def propose(request: HttpRequest, form: ProposalForm, tab: str, context: dict[str, Any]) -> HttpResponse:
    """Show a form, and propose what it says once it is right; `context` has the `subject`, its name."""
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            made = acts.propose([form.row], request.user, Proposal.Origin.FORM, form.kind, note=note)
        except NotAppliedError as error:
            form.add_error(None, error.message)
        else:
            if made:
                messages.success(request, gettext("Proposed: it becomes public once somebody else has accepted it."))
                return redirect("directory_proposal", made.pk)
            messages.warning(request, gettext("There is nothing to change: the directory says all this already."))
    shown = {"form": form, "back": reverse(tab)} | context
    return show(request, "form.html", tab, shown, 422 if form.errors else 200)


def told(kind: Kind, one: Any | None) -> list[tuple[str, str]]:
    """(label, value) of all that is said of one, in words."""
    values = kind.values(one) if one else {}
    return [(kind.by_field[field].label, in_words(field, value)) for field, value in values.items()]
