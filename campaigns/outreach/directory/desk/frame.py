"""What the pages of the directory in the admin share: who may open them, and the way between them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.outreach.directory.models import Proposal
from campaigns.outreach.directory.proposing import ADD, DECIDE, VIEW

TABS = [
    ("directory_entries", _("Entries"), "list-ul"),
    ("directory_proposals", _("Proposals"), "tick-inverse"),
    ("directory_organisations", _("Organisations"), "group"),
    ("directory_gaps", _("Territorial gaps"), "warning"),
]


def require(request: HttpRequest, *permissions: str) -> None:
    if not all(request.user.has_perm(one) for one in (VIEW, *permissions)):
        raise PermissionDenied


def show(request: HttpRequest, template: str, tab: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page; its template extends `directory/desk/base.html` and fills the block `desk`."""
    tabs = [(reverse(name), label, icon, name == tab) for name, label, icon in TABS]
    shared = {
        "tabs": tabs,
        "may_propose": request.user.has_perm(ADD),
        "may_decide": request.user.has_perm(DECIDE),
        "waiting": Proposal.objects.filter(decided_at=None).exclude(submitted_at=None).count(),
    }
    response = render(request, f"directory/desk/{template}", shared | context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
